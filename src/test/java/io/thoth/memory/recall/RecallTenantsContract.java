package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Another organisation's agents, conversations and messages are not there, and nothing happens. */
abstract class RecallTenantsContract extends RecallFixture {

  /** A question of another organisation for each operation that names something. */
  private static Map<Operation<?, ?>, Record> questions(
      String agent, String conversation, String message) {
    Map<Operation<?, ?>, Record> all = new LinkedHashMap<>();
    all.put(Messages.LIST, Given.record(Messages.Browse.class, "agent_id", agent));
    all.put(
        Messages.LIST_CONVERSATION,
        Given.record(Messages.InConversation.class, "conversation_id", conversation));
    all.put(Messages.READ, new Messages.Read(message));
    all.put(Messages.ROWS, new Messages.Rows(agent, 0, 10));
    all.put(Messages.CAPTURE, capturing(agent, null, numbered(1)));
    all.put(Messages.RESET, new Messages.Reset(agent, null));
    all.put(MessageSearch.SEARCH, Given.record(MessageSearch.Ask.class, "agent_id", agent));
    all.put(Conversations.CREATE, Given.record(Conversations.Create.class, "agent_id", agent));
    all.put(Conversations.READ, new Conversations.Read(conversation));
    all.put(Conversations.LIST, Given.record(Conversations.Browse.class, "agent_id", agent));
    all.put(
        Conversations.UPDATE,
        Given.record(
            Conversations.Update.class, "conversation_id", conversation, "summary", "taken"));
    all.put(Conversations.DELETE, new Conversations.Delete(conversation));
    all.put(Conversations.FORK, new Conversations.Fork(conversation, null));
    all.put(Prompts.CONTEXT, new Prompts.Ask(agent, null));
    all.put(Prompts.RECOMPILE, new Prompts.Recompile(agent, true, null));
    all.put(Prompts.RECOMPILE_CONVERSATION, new Prompts.InConversation(conversation, null, null));
    all.put(Turns.SEND, Given.record(Turns.Send.class, "agent_id", agent, "input", "x"));
    all.put(Turns.STREAM, Given.record(Turns.Stream.class, "agent_id", agent, "input", "x"));
    all.put(Turns.CANCEL, new Turns.Running(agent, null));
    all.put(Turns.JOIN, new Turns.Running(null, conversation));
    all.put(Turns.PREVIEW, new Turns.Preview(agent, null));
    all.put(Turns.COMPACT, new Turns.Compact(agent, null));
    return all;
  }

  @Test
  void whatIsAnothersIsNotFoundAndStaysAsItIs() {
    String agent = agent();
    Conversation conversation = conversation(agent);
    String message = capture(agent, conversation.id(), numbered(2)).messageIds().getFirst();
    List<Map<String, @Nullable Object>> before = listed("agent_id", agent);
    Client other = Client.ofNobodyElse(features.bus());

    questions(agent, conversation.id(), message)
        .forEach((operation, question) -> refuse(other, operation, question));

    assertEquals(before, listed("agent_id", agent));
    assertEquals(
        2,
        client.ask(Conversations.READ, new Conversations.Read(conversation.id())).messageCount());
  }

  @SuppressWarnings("unchecked") // the map holds a question of each operation's own
  private static <Q extends Record> void refuse(
      Client other, Operation<Q, ?> operation, Record question) {
    other.refused(FaultKind.NOT_FOUND, operation, (Q) question);
  }

  @Test
  void twoOrganisationsMayHaveMessagesOfTheSameIdAndName() {
    Map<String, Object> turn =
        Map.of(
            "role", "user",
            "content", "mine",
            "id", "message-00000000-0000-4000-8000-000000000001",
            "otid", "turn-1");
    String mine = agent();
    capture(mine, null, List.of(turn));
    Client first = client;
    meetNobody();
    String theirs = agent();

    Messages.Captured captured = capture(theirs, null, List.of(turn));

    assertEquals(1, captured.messagesCreated());
    client = first;
    assertEquals(2, listed("agent_id", mine).size());
  }

  @Test
  void aCursorOfAnotherAgentIsRefused() {
    String agent = agent();
    String other = capture(agent(), null, numbered(1)).messageIds().getFirst();

    assertEquals(
        FaultKind.NOT_FOUND, refused(() -> listed("agent_id", agent, "before", other)).kind());
    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> told("conversation_id", conversation(agent).id(), "after", other)).kind());
  }
}
