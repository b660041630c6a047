package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Memory tools run for agents: what they write, under which name, and who may run which. */
abstract class MemoryToolsContract extends ToolFixture {

  @Test
  void aToolAnswersTheWholeNewValueWhichIsStored() {
    String agent = agentWith("Likes owls.");

    Object returned = returned(agent, "core_memory_append", "label", "notes", "content", "Tall.");

    assertEquals("Likes owls.\nTall.", returned);
    assertEquals("Likes owls.\nTall.", value(agent));
  }

  @Test
  void theHistoryOfTheBlockNamesTheTool() {
    String agent = agentWith("a");
    run(agent, "memory_insert", "label", "notes", "new_string", "b");
    String block = block(agent, "notes").id();

    Blocks.History history =
        client.ask(Blocks.HISTORY, new Blocks.Past(block, null, null, null, null));

    assertEquals(
        List.of("memory_insert", "create"),
        history.versions().stream().map(Blocks.BlockVersion::operation).toList());
  }

  @Test
  void aToolThatFailsWritesNothing() {
    String agent = agentWith("a");

    failure(
        agent,
        "memory_apply_patch",
        "label",
        "notes",
        "patch",
        "*** Add Block: new\n+x\n*** Update Block: notes\n@@\n-nowhere\n+b");

    assertEquals("a", value(agent));
    assertEquals(1, block(agent, "notes").version());
    assertEquals(List.of("notes"), labels(agent));
  }

  @Test
  void aBlockOfTwoAgentsIsEditedForBoth() {
    String first = agentWith("a");
    Block shared = block(first, "notes");
    String second = agent("block_ids", List.of(shared.id()));

    returned(first, "memory_rethink", "label", "notes", "new_memory", "b");

    assertEquals("b", value(second));
  }

  @Test
  void sixtyFourAppendsAtTheSameTimeLoseNothing() {
    String agent = agentWith("start");

    client.askAll(
        Tools.RUN,
        upTo(64)
            .map(i -> running(agent, "core_memory_append", "label", "notes", "content", "#" + i)));

    List<String> lines = Arrays.asList(value(agent).split("\n"));
    assertEquals(65, lines.size());
    assertEquals(
        upTo(64).map(i -> "#" + i).collect(Collectors.toSet()),
        lines.stream().skip(1).collect(Collectors.toSet()));
    assertEquals(65, block(agent, "notes").version());
  }

  @Test
  void aKeyRunsAToolOnce() {
    String agent = agentWith("a");
    Tools.Run question = running(agent, "core_memory_append", "label", "notes", "content", "b");

    List<Answer<Tools.Result>> answers = client.askTogether(Tools.RUN, question, "once", 8);

    assertEquals("a\nb", value(agent));
    assertEquals(1, answers.stream().filter(answer -> !answer.replayed()).count());
    answers.forEach(answer -> assertEquals("a\nb", answer.value().funcReturn()));
  }

  @Test
  void aToolThatIsNotAttachedIsNotFound() {
    String agent = agent("include_base_tools", false);

    Fault refused =
        client.refused(FaultKind.NOT_FOUND, Tools.RUN, running(agent, "memory_finish_edits"));

    assertTrue(refused.getMessage().contains("memory_finish_edits"), refused::getMessage);
  }

  @Test
  void everyMemoryToolRunsWhereThatIsAskedFor() {
    String agent =
        agent(
            "include_base_tools",
            false,
            "memory_blocks",
            List.of(Map.of("label", "notes", "value", "a")));

    Tools.Result result =
        client.ask(
            Tools.RUN,
            new Tools.Run(
                agent, "core_memory_append", Map.of("label", "notes", "content", "b"), true));

    assertEquals("a\nb", result.text());
  }

  @Test
  void aToolOfAnUnknownAgentIsNotFound() {
    client.refused(FaultKind.NOT_FOUND, Tools.RUN, running(MISSING_AGENT, "memory_finish_edits"));
  }

  @Test
  void aCustomToolIsNeverExecutedAndSaysSo() {
    Tool tool = custom(function("double"));
    String agent = agent("tool_ids", List.of(tool.id()));

    Fault refused =
        client.refused(FaultKind.NOT_IMPLEMENTED, Tools.RUN, running(agent, "double", "x", 1));

    assertTrue(refused.getMessage().contains("never executes"), refused::getMessage);
  }

  @Test
  void aBaseToolThatIsNotAboutMemoryIsNotRun() {
    String agent = agent("tools", List.of("web_search"));

    client.refused(
        FaultKind.NOT_IMPLEMENTED, Tools.RUN, running(agent, "web_search", "query", "owls"));
  }

  @Test
  void anAnswerIsCutToTheLimitOfTheTool() {
    String agent = agentWith("0123456789");
    Tool append = list("name", "core_memory_append").tools().getFirst();
    client.ask(
        Tools.UPDATE,
        new Tools.Update(append.id(), Given.record(ToolPatch.class, "return_char_limit", 5)));

    Object returned = returned(agent, "core_memory_append", "label", "notes", "content", "x");

    String text = String.valueOf(returned);
    assertTrue(text.startsWith("01234... [NOTE: "), text);
    assertTrue(text.contains("12 > 5"), text);
    assertEquals("0123456789\nx", value(agent));
  }

  @Test
  void theOlderNameOfRethinkingRuns() {
    String agent = agentWith("a");

    Object returned =
        returned(agent, "rethink_memory", "target_block_label", "notes", "new_memory", "b");

    assertEquals("b", returned);
    assertEquals("b", value(agent));
  }
}
