package io.thoth.memory.removal;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.recall.Conversation;
import io.thoth.memory.recall.Conversations;
import io.thoth.memory.recall.MessageSearch;
import io.thoth.memory.recall.Messages;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Conversations of many messages, and what they are asked in few words. */
abstract class ConversationFixture extends HaltingContract {
  private static final int AT_ONCE = 100;

  static String agent(Client whose) {
    AgentFields fields =
        Given.record(
            AgentFields.class,
            "name",
            "a",
            "memory_blocks",
            List.of(Map.of("label", "human", "value", "likes tea")));
    return whose.ask(Agents.CREATE, new Agents.Create(fields)).agent().id();
  }

  static Conversation conversation(Client whose, String agentId) {
    return whose.ask(
        Conversations.CREATE,
        Given.record(
            Conversations.Create.class,
            "agent_id",
            agentId,
            "isolated_block_labels",
            List.of("human")));
  }

  /** User messages with this word and their numbers. */
  static void say(Client whose, String agentId, String conversation, String word, int count) {
    for (int from = 0; from < count; from += AT_ONCE) {
      List<Map<String, Object>> some =
          IntStream.range(from, Math.min(from + AT_ONCE, count))
              .mapToObj(i -> Map.<String, Object>of("role", "user", "content", word + " " + i))
              .toList();
      whose.ask(Messages.CAPTURE, capture(agentId, conversation, some));
    }
  }

  static Messages.Capture capture(String agentId, String conversation, List<?> messages) {
    return Given.record(
        Messages.Capture.class,
        "agent_id",
        agentId,
        "conversation_id",
        conversation,
        "messages",
        messages);
  }

  static Conversation fork(Client whose, String conversation, String agentId) {
    return whose.ask(Conversations.FORK, new Conversations.Fork(conversation, agentId));
  }

  /** What the user said in a place, the oldest first. */
  static List<String> contents(Client whose, String conversation, String agentId) {
    Messages.InConversation question =
        Given.record(
            Messages.InConversation.class,
            "conversation_id",
            conversation,
            "agent_id",
            agentId,
            "limit",
            1000,
            "order",
            "asc",
            "include_return_message_types",
            List.of("user_message"));
    return whose.ask(Messages.LIST_CONVERSATION, question).messages().stream()
        .map(message -> String.valueOf(message.get("content")))
        .toList();
  }

  static List<String> found(Client whose, Object... fields) {
    return whose
        .ask(MessageSearch.SEARCH, Given.record(MessageSearch.Ask.class, fields))
        .matches()
        .stream()
        .map(match -> String.valueOf(match.message().text()))
        .toList();
  }

  /** What is counted of an organisation's messages. */
  record Counted(long messages, long bytes, long quota) {}

  Counted counted(Client whose) {
    String tenant = whose.tenant();
    return new Counted(
        number("select cast(sum(messages) as bigint) from recall where tenant = ?", tenant),
        number("select cast(sum(bytes) as bigint) from recall where tenant = ?", tenant),
        number(
            "select (select cast(coalesce(sum(bytes), 0) as bigint) from quota_part where tenant ="
                + " ?) + (select bytes from quota_usage where tenant = ?)",
            tenant,
            tenant));
  }

  /** The same of what is there, counted row by row. */
  Counted there(Client whose) {
    String tenant = whose.tenant();
    String told = " from message where tenant = ? and deleted = 0";
    long bytes =
        number(
            "select coalesce(sum(octet_length(body)), 0)"
                + (told + " and sequence > 1"), // the agent's own system message is not counted
            tenant);
    long blocks =
        number(
            """
            select coalesce(sum(octet_length(label) + (octet_length(value) + 1023) / 1024 * 1024
              + coalesce(octet_length(description), 0) + octet_length(metadata)
              + octet_length(tags)), 0) from block where tenant = ?
            """,
            tenant);
    return new Counted(
        number("select count(*)" + told + " and role <> 'system'", tenant), bytes, bytes + blocks);
  }

  long places(String conversation) {
    return number(
        "select count(*) from conversation_message where conversation_id = ?", conversation);
  }
}
