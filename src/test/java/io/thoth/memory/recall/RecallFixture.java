package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.function.Executable;

/** The questions about messages in few words; their fields are named as clients name them. */
abstract class RecallFixture extends FeatureContract {
  static final String MISSING_AGENT = "agent-00000000-0000-4000-8000-000000000000";
  static final String MISSING_CONVERSATION = "conv-00000000-0000-4000-8000-000000000000";

  String agent(Object... fields) {
    AgentFields given = Given.record(AgentFields.class, fields);
    return client.ask(Agents.CREATE, new Agents.Create(given)).agent().id();
  }

  Conversation conversation(String agentId, Object... fields) {
    Object[] all = new Object[fields.length + 2];
    all[0] = "agent_id";
    all[1] = agentId;
    System.arraycopy(fields, 0, all, 2, fields.length);
    return client.ask(Conversations.CREATE, Given.record(Conversations.Create.class, all));
  }

  static Map<String, Object> said(String role, String text) {
    return Map.of("role", role, "content", text);
  }

  /** User messages "1" to the number. */
  static List<Map<String, Object>> numbered(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> said("user", "" + i)).toList();
  }

  Messages.Captured capture(String agentId, @Nullable String conversationId, List<?> messages) {
    return client.ask(Messages.CAPTURE, capturing(agentId, conversationId, messages));
  }

  static Messages.Capture capturing(
      String agentId, @Nullable String conversationId, List<?> messages) {
    return conversationId == null
        ? Given.record(Messages.Capture.class, "agent_id", agentId, "messages", messages)
        : Given.record(
            Messages.Capture.class,
            "agent_id",
            agentId,
            "conversation_id",
            conversationId,
            "messages",
            messages);
  }

  List<Map<String, @Nullable Object>> listed(Object... fields) {
    return client.ask(Messages.LIST, Given.record(Messages.Browse.class, fields)).messages();
  }

  List<Map<String, @Nullable Object>> told(Object... fields) {
    return client
        .ask(Messages.LIST_CONVERSATION, Given.record(Messages.InConversation.class, fields))
        .messages();
  }

  /** The contents, or what else the messages say. */
  static List<Object> contents(List<Map<String, @Nullable Object>> messages) {
    return messages.stream().<Object>map(one -> String.valueOf(one.get("content"))).toList();
  }

  static List<Object> types(List<Map<String, @Nullable Object>> messages) {
    return messages.stream().<Object>map(one -> String.valueOf(one.get("message_type"))).toList();
  }

  static Fault refused(Executable question) {
    return assertThrows(Fault.class, question);
  }
}
