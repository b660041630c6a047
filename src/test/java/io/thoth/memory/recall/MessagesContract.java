package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is stored of messages, and how they are listed. */
abstract class MessagesContract extends RecallFixture {

  @Test
  void anAgentBeginsWithItsSystemMessage() {
    String agent = agent("system", "Be kind.");

    List<Map<String, @Nullable Object>> messages = listed("agent_id", agent);

    assertEquals(List.of("system_message"), types(messages));
    String prompt = contents(messages).getFirst().toString();
    assertTrue(prompt.startsWith("Be kind."), prompt);
    assertTrue(prompt.contains("- AGENT_ID: " + agent), prompt);
    assertTrue(prompt.contains("- CONVERSATION_ID: default"), prompt);
    assertTrue(prompt.contains("- System prompt last recompiled: "), prompt);
  }

  @Test
  void theMessageIdsOfAnAgentBeginWithItsSystemMessage() {
    String agent = agent("initial_message_sequence", List.of(said("assistant", "Hello")));

    List<String> ids =
        Objects.requireNonNull(
            client.ask(Agents.READ, new Agents.Read(agent, null, null, null)).messageIds());

    assertEquals(2, ids.size());
    assertEquals(
        List.of("system_message", "assistant_message"),
        types(listed("agent_id", agent, "order", "asc")));
    assertEquals(ids.getFirst(), listed("agent_id", agent, "order", "asc").getFirst().get("id"));
  }

  @Test
  void aListIsReadToItsEndPageByPage() {
    String agent = agent();
    capture(agent, null, numbered(250));

    List<Object> all = new ArrayList<>();
    List<Map<String, @Nullable Object>> page = listed("agent_id", agent);
    while (!page.isEmpty()) {
      all.addAll(contents(page));
      page = listed("agent_id", agent, "after", String.valueOf(page.getLast().get("id")));
    }

    assertEquals(251, all.size());
    assertEquals("250", all.getFirst());
    assertEquals("1", all.get(249));
  }

  @Test
  void beforeIsOlderInEitherOrder() {
    String agent = agent();
    List<String> ids = capture(agent, null, numbered(9)).messageIds();

    assertEquals(
        List.of("4", "3"),
        contents(listed("agent_id", agent, "before", ids.get(4), "limit", 2, "order", "desc")));
    assertEquals(
        List.of("3", "4"),
        contents(listed("agent_id", agent, "before", ids.get(4), "limit", 2, "order", "asc")));
  }

  @Test
  void anUnknownCursorIsRefused() {
    String agent = agent();
    String other = capture(agent(), null, numbered(1)).messageIds().getFirst();

    assertEquals(
        FaultKind.NOT_FOUND, refused(() -> listed("agent_id", agent, "after", other)).kind());
  }

  @Test
  void aRowTellsEverythingItHolds() {
    String agent = agent();
    Map<String, Object> turn =
        Map.of(
            "role",
            "assistant",
            "content",
            List.of(
                Map.of("type", "reasoning", "reasoning", "hm", "is_native", true),
                Map.of("type", "text", "text", "I look")),
            "tool_calls",
            List.of(Map.of("id", "c1", "function", Map.of("name", "look", "arguments", "{}"))));
    String id = capture(agent, null, List.of(turn)).messageIds().getFirst();

    List<Map<String, @Nullable Object>> told =
        client.ask(Messages.READ, new Messages.Read(id)).messages();

    assertEquals(
        List.of("reasoning_message", "assistant_message", "tool_call_message"), types(told));
    assertEquals(
        List.of("tool_call_message"),
        types(
            listed(
                "agent_id", agent, "include_return_message_types", List.of("tool_call_message"))));
  }

  @Test
  void whatIsToldCanBeCapturedElsewhere() {
    String origin = agent();
    capture(
        origin,
        null,
        List.of(
            said("user", "hi"),
            Map.of(
                "role", "assistant",
                "reasoning", "hm",
                "content", "ho",
                "tool_calls",
                    List.of(Map.of("name", "x", "arguments", "{}", "tool_call_id", "c")))));
    List<Map<String, @Nullable Object>> told = listed("agent_id", origin, "order", "asc");
    client.ask(Agents.DELETE, new Agents.Delete(origin));
    String copy = agent();

    Messages.Captured captured = capture(copy, null, told.subList(1, told.size()));

    assertEquals(2, captured.messagesCreated());
    List<Map<String, @Nullable Object>> now = listed("agent_id", copy, "order", "asc");
    assertEquals(told.subList(1, told.size()), now.subList(1, now.size()));
  }

  @Test
  void aMessageThatIsKnownIsNotStoredAgain() {
    String agent = agent();
    Map<String, Object> message = Map.of("role", "user", "content", "once", "otid", "o-1");
    String id = capture(agent, null, List.of(message)).messageIds().getFirst();

    Messages.Captured again = capture(agent, null, List.of(message, said("user", "new"), message));

    assertEquals(1, again.messagesCreated());
    assertEquals(2, again.messagesKnown());
    assertEquals(id, again.messageIds().getFirst());
    assertEquals(id, again.messageIds().getLast());
  }

  @Test
  void aContextHoldsTheNewestMessages() {
    String agent = agent();
    List<String> ids = capture(agent, null, numbered(150)).messageIds();

    List<String> context =
        Objects.requireNonNull(
            client.ask(Agents.READ, new Agents.Read(agent, null, null, null)).messageIds());

    assertEquals(101, context.size());
    assertEquals(ids.subList(50, 150), context.subList(1, 101));
  }

  @Test
  void aResetLeavesTheSystemMessageInTheContextAndTheRestInTheList() {
    String agent = agent();
    capture(agent, null, numbered(3));

    client.ask(Messages.RESET, new Messages.Reset(agent, null));

    assertEquals(
        1,
        Objects.requireNonNull(
                client.ask(Agents.READ, new Agents.Read(agent, null, null, null)).messageIds())
            .size());
    assertEquals(4, listed("agent_id", agent).size());
  }

  @Test
  void aResetChangesNoMoreThanAContextHoweverMuchWasSaid() {
    String agent = agent();
    capture(agent, null, numbered(300));
    long before = inContext(agent);

    client.ask(Messages.RESET, new Messages.Reset(agent, null));

    assertEquals(MessageStore.CONTEXT + 1, before);
    assertEquals(1, inContext(agent));
  }

  private long inContext(String agentId) {
    return sql.read(
        "test",
        tx ->
            tx.number(
                "select count(*) from message where agent_id = ? and in_context = 1", agentId));
  }

  @Test
  void theMessagesGoWithTheirAgent() {
    String agent = agent();
    String id = capture(agent, null, numbered(1)).messageIds().getFirst();

    client.ask(Agents.DELETE, new Agents.Delete(agent));

    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> client.ask(Messages.READ, new Messages.Read(id))).kind());
  }

  @Test
  void whatIsSpokenThroughAToolCallIsKeptWithoutWhatNoStoreKeeps() {
    String agent = agent();

    capture(agent, null, List.of(speaking("a\\u0000b"), speaking("c\\ud800d")));

    List<Map<String, @Nullable Object>> told = listed("agent_id", agent, "limit", 2);
    assertEquals(List.of("tool_call_message", "assistant_message"), types(told));
    assertEquals("ab", told.getLast().get("content"));
  }

  /** A turn of an agent of the older kind. */
  private static Map<String, Object> speaking(String escaped) {
    String arguments = "{\"message\":\"" + escaped + "\"}";
    Map<String, Object> function = Map.of("name", "send_message", "arguments", arguments);
    return Map.of(
        "role", "assistant", "tool_calls", List.of(Map.of("id", "c", "function", function)));
  }

  @Test
  void aCaptureInLettasFormNeedsAnAnswer() {
    String agent = agent();
    Messages.Capture empty =
        Given.record(Messages.Capture.class, "agent_id", agent, "response_dict", Map.of());

    client.refused(FaultKind.INVALID, Messages.CAPTURE, empty);

    assertEquals(1, listed("agent_id", agent).size());
  }
}
