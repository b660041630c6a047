package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.core.BlockPatch;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Conversations: made, listed, forked, deleted, and their own prompts. */
abstract class ConversationsContract extends RecallFixture {

  @Test
  void aConversationBeginsWithItsOwnSystemMessage() {
    Conversation made = conversation(agent(), "summary", "Physics");

    assertEquals(1, made.inContextMessageIds().size());
    String prompt = contents(told("conversation_id", made.id())).getFirst().toString();
    assertTrue(prompt.contains("- CONVERSATION_ID: " + made.id()), prompt);
  }

  @Test
  void aConversationListsOnlyItsOwnMessages() {
    String agent = agent();
    Conversation one = conversation(agent);
    Conversation other = conversation(agent);
    capture(agent, one.id(), numbered(2));
    capture(agent, other.id(), List.of(said("user", "elsewhere")));
    capture(agent, null, List.of(said("user", "own")));

    assertEquals(List.of("2", "1"), contents(told("conversation_id", one.id())).subList(0, 2));
    assertEquals(List.of("own"), contents(told("conversation_id", agent)).subList(0, 1));
    assertEquals(
        List.of("own"),
        contents(told("conversation_id", "default", "agent_id", agent)).subList(0, 1));
    assertEquals(7, listed("agent_id", agent).size());
  }

  @Test
  void conversationsAreListedByTheirFilters() {
    String agent = agent();
    Conversation first = conversation(agent, "summary", "About Owls");
    Conversation second = conversation(agent, "summary", "About cats");
    capture(agent, first.id(), numbered(1));

    assertEquals(List.of(second.id(), first.id()), ids("agent_id", agent));
    assertEquals(List.of(first.id(), second.id()), ids("agent_id", agent, "order", "asc"));
    assertEquals(List.of(first.id()), ids("agent_id", agent, "summary_search", "owls"));
    assertEquals(
        List.of(first.id(), second.id()), ids("agent_id", agent, "order_by", "last_message_at"));
    assertEquals(List.of(first.id()), ids("agent_id", agent, "after", second.id()));
  }

  private List<String> ids(Object... filters) {
    return client
        .ask(Conversations.LIST, Given.record(Conversations.Browse.class, filters))
        .conversations()
        .stream()
        .map(Conversation::id)
        .toList();
  }

  @Test
  void aForkSharesWhatWasSaidAndGoesItsOwnWay() {
    String agent = agent();
    Conversation origin = conversation(agent);
    capture(agent, origin.id(), numbered(2));

    Conversation fork = client.ask(Conversations.FORK, new Conversations.Fork(origin.id(), null));
    capture(agent, fork.id(), List.of(said("user", "3")));

    assertEquals(
        List.of("3", "2", "1"), contents(told("conversation_id", fork.id())).subList(0, 3));
    assertEquals(List.of("2", "1"), contents(told("conversation_id", origin.id())).subList(0, 2));
    assertEquals(
        "system_message",
        told("conversation_id", fork.id(), "order", "asc").getFirst().get("message_type"));
  }

  @Test
  void theAgentsOwnConversationCanBeForked() {
    String agent = agent();
    capture(agent, null, numbered(2));

    Conversation fork = client.ask(Conversations.FORK, new Conversations.Fork("default", agent));

    assertEquals(3, fork.inContextMessageIds().size());
    assertEquals(2, fork.messageCount());
  }

  @Test
  void whatWasDeletedIsNotToldButWhatAForkSharesIs() {
    String agent = agent();
    Conversation origin = conversation(agent);
    String id = capture(agent, origin.id(), numbered(1)).messageIds().getFirst();
    Conversation fork = client.ask(Conversations.FORK, new Conversations.Fork(origin.id(), null));
    String alone = capture(agent, origin.id(), numbered(1)).messageIds().getFirst();

    client.ask(Conversations.DELETE, new Conversations.Delete(origin.id()));

    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> client.ask(Conversations.READ, new Conversations.Read(origin.id()))).kind());
    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> client.ask(Messages.READ, new Messages.Read(alone))).kind());
    assertEquals(1, client.ask(Messages.READ, new Messages.Read(id)).messages().size());
    client.ask(Conversations.DELETE, new Conversations.Delete(fork.id()));
    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> client.ask(Messages.READ, new Messages.Read(id))).kind());
  }

  @Test
  void aConversationKeepsItsPromptUntilItIsRecompiled() {
    String agent = agent("memory_blocks", List.of(Map.of("label", "human", "value", "likes tea")));
    Conversation made = conversation(agent);
    client.ask(
        Blocks.UPDATE,
        new Blocks.Update(
            null, agent, "human", null, Given.record(BlockPatch.class, "value", "likes coffee")));

    String own = contents(listed("agent_id", agent, "conversation_id", "default")).toString();
    String before = contents(told("conversation_id", made.id())).toString();
    client.ask(Prompts.RECOMPILE_CONVERSATION, new Prompts.InConversation(made.id(), null, true));
    String dry = contents(told("conversation_id", made.id())).toString();
    client.ask(Prompts.RECOMPILE_CONVERSATION, new Prompts.InConversation(made.id(), null, null));
    String after = contents(told("conversation_id", made.id())).toString();

    assertTrue(own.contains("likes coffee"), own);
    assertTrue(before.contains("likes tea"), before);
    assertTrue(dry.contains("likes tea"), dry);
    assertTrue(after.contains("likes coffee"), after);
  }

  @Test
  void anIsolatedBlockIsACopyOfTheConversationsOwn() {
    String agent = agent("memory_blocks", List.of(Map.of("label", "human", "value", "likes tea")));

    Conversation made = conversation(agent, "isolated_block_labels", List.of("human"));

    String copy = made.isolatedBlockIds().getFirst();
    client.ask(
        Blocks.UPDATE,
        new Blocks.Update(
            copy, null, null, null, Given.record(BlockPatch.class, "value", "likes milk")));
    String prompt =
        client
            .ask(Prompts.RECOMPILE_CONVERSATION, new Prompts.InConversation(made.id(), null, true))
            .text();
    assertTrue(prompt.contains("likes milk"), prompt);
    assertFalse(
        contents(listed("agent_id", agent, "conversation_id", "default"))
            .toString()
            .contains("likes milk"));
    client.ask(Conversations.DELETE, new Conversations.Delete(made.id()));
    assertEquals(
        FaultKind.NOT_FOUND,
        refused(() -> client.ask(Blocks.READ, new Blocks.Read(copy, null, null, null))).kind());
  }
}
