package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** System prompts made anew, and what is in a context. */
abstract class PromptsContract extends RecallFixture {

  private String recompiled(String agent, @Nullable Boolean stamp, @Nullable Boolean dry) {
    return client.ask(Prompts.RECOMPILE, new Prompts.Recompile(agent, stamp, dry)).text();
  }

  private Prompts.Window window(String agent, @Nullable String conversation) {
    return client.ask(Prompts.CONTEXT, new Prompts.Ask(agent, conversation));
  }

  private long entries(String agent) {
    return sql.read(
        "test.entries",
        tx ->
            tx.number(
                "select entries from recall where tenant = ? and agent_id = ?",
                client.tenant(),
                agent));
  }

  private static long tokens(String text) {
    return (text.getBytes(StandardCharsets.UTF_8).length + 3) / 4;
  }

  @Test
  void thePromptHasTheStringsClientsLookFor() {
    String agent =
        agent("memory_blocks", List.of(Map.of("label", "human", "value", "Größe", "limit", 99)));
    capture(agent, null, numbered(2));

    String text = recompiled(agent, null, null);

    for (String part :
        List.of(
            "<memory_blocks>\n",
            "<human>\n<description>\n",
            "- chars_current=5\n- chars_limit=99\n",
            "<value>\nGröße\n</value>\n</human>",
            "<memory_metadata>\n- AGENT_ID: " + agent + "\n- CONVERSATION_ID: default\n",
            "- System prompt last recompiled: ",
            "- 2 earlier messages")) {
      assertTrue(text.contains(part), part + " is not in " + text);
    }
    assertFalse(text.contains("- The current system date is:"), text);
    assertFalse(text.contains("passages can be searched"), text);
  }

  @Test
  void thePlaceOfTheMemoryInATemplateIsKept() {
    String agent = agent("system", "Before {CORE_MEMORY} after");

    String text = recompiled(agent, null, null);

    assertTrue(text.startsWith("Before <memory_blocks>\n"), text);
    assertTrue(text.endsWith("</memory_metadata> after"), text);
  }

  @Test
  void recompilingWritesNothingUnlessTheTimeIsToMove() {
    String agent = agent();
    String before = recompiled(agent, null, null);
    recompiled(agent, true, true);
    assertEquals(0, entries(agent));
    assertEquals(before, recompiled(agent, null, null));

    String stamped = recompiled(agent, true, null);

    assertEquals(1, entries(agent));
    assertEquals(stamped, recompiled(agent, null, true));
    assertFalse(stamped.equals(before), stamped);
  }

  @Test
  void theWholeIsTheSumOfItsParts() {
    String agent =
        agent(
            "system",
            "Be kind 🦉",
            "tools",
            List.of("conversation_search"),
            "include_base_tools",
            false,
            "memory_blocks",
            List.of(Map.of("label", "human", "value", "Größe")));
    capture(agent, null, numbered(3));

    Prompts.Window window = window(agent, null);

    assertEquals(tokens("Be kind 🦉"), window.numTokensSystem());
    assertEquals(tokens(window.coreMemory()), window.numTokensCoreMemory());
    assertEquals(tokens(window.externalMemorySummary()), window.numTokensExternalMemorySummary());
    assertEquals(4, window.numMessages());
    assertEquals(3, window.numRecallMemory());
    assertEquals(1, window.functionsDefinitions().size());
    assertTrue(window.numTokensFunctionsDefinitions() > 0);
    assertTrue(window.numTokensMessages() > 0);
    assertEquals(
        LongStream.of(
                window.numTokensSystem(),
                window.numTokensCoreMemory(),
                window.numTokensExternalMemorySummary(),
                window.numTokensFunctionsDefinitions(),
                window.numTokensMessages())
            .sum(),
        window.contextWindowSizeCurrent());
  }

  @Test
  void aContextHoldsTheSystemMessageAndTheHundredNewest() {
    String agent = agent();
    capture(agent, null, numbered(130));

    Prompts.Window window = window(agent, null);

    assertEquals(101, window.numMessages());
    assertEquals("system", window.messages().getFirst().get("role"));
    assertEquals(
        List.of(Map.of("type", "text", "text", "130")), window.messages().getLast().get("content"));
    assertEquals(130, window.numRecallMemory());
  }

  @Test
  void theContextOfAConversationIsItsOwn() {
    String agent = agent();
    Conversation conversation = conversation(agent);
    capture(agent, conversation.id(), numbered(2));
    capture(agent, null, numbered(1));

    assertEquals(3, window(agent, conversation.id()).numMessages());
    assertEquals(2, window(agent, null).numMessages());
    assertTrue(
        window(agent, conversation.id())
            .externalMemorySummary()
            .contains("- CONVERSATION_ID: " + conversation.id()));
  }
}
