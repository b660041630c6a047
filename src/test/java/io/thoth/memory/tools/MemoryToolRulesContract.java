package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule of the tools that edit core memory: what they write, return and refuse. */
abstract class MemoryToolRulesContract extends ToolFixture {

  @ParameterizedTest
  @MethodSource("io.thoth.memory.tools.MemoryToolTable#edits")
  void anEditIsStoredAndReturned(MemoryToolTable.Row row) {
    String agent = agentWith(row.before());

    Tools.Result result = run(agent, row);

    assertEquals(row.told(), result.funcReturn(), result::toString);
    assertEquals(row.after(), value(agent));
  }

  @ParameterizedTest
  @MethodSource("io.thoth.memory.tools.MemoryToolTable#failures")
  void whatCannotBeDoneIsToldAndNotDone(MemoryToolTable.Row row) {
    String agent = agentWith(row.before());

    Tools.Result result = run(agent, row);

    String told = result.text();
    assertEquals(Tools.ERROR, result.status(), result::toString);
    assertTrue(told.startsWith("Error executing function " + row.tool() + ": "), told);
    for (String words : row.told().split("\\|")) {
      assertTrue(told.contains(words), () -> "'" + words + "' is not in " + told);
    }
    assertEquals(row.after(), value(agent));
    assertEquals(1, block(agent, "notes").version());
  }

  private Tools.Result run(String agent, MemoryToolTable.Row row) {
    return client.ask(Tools.RUN, new Tools.Run(agent, row.tool(), row.arguments(), null));
  }

  private static final Map<String, Map<String, Object>> ON_A_LABEL =
      Map.of(
          "core_memory_append", Map.of("content", "x"),
          "core_memory_replace", Map.of("old_content", "a", "new_content", "x"),
          "memory_replace", Map.of("old_string", "a", "new_string", "x"),
          "memory_insert", Map.of("new_string", "x"),
          "memory_rethink", Map.of("new_memory", "x"),
          "memory_apply_patch", Map.of("patch", "-a\n+x"));

  private Tools.Result on(String label, String agent, String tool) {
    Map<String, Object> arguments = new HashMap<>(ON_A_LABEL.getOrDefault(tool, Map.of()));
    arguments.put("label", label);
    return client.ask(Tools.RUN, new Tools.Run(agent, tool, arguments, null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core_memory_append",
        "core_memory_replace",
        "memory_replace",
        "memory_insert",
        "memory_rethink",
        "memory_apply_patch"
      })
  void aMissingBlockIsNamedWithThoseThatAreThere(String tool) {
    String agent = agentWith("a");

    String told = on("nowhere", agent, tool).text();

    assertTrue(told.contains(": KeyError: "), told);
    assertTrue(told.contains("nowhere"), told);
    assertTrue(told.contains("available sections = notes"), told);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "core_memory_append",
        "core_memory_replace",
        "memory_replace",
        "memory_insert",
        "memory_rethink",
        "memory_apply_patch"
      })
  void aReadOnlyBlockStaysAsItIs(String tool) {
    String agent = readOnly();

    String told = on("notes", agent, tool).text();

    assertTrue(told.contains("ValueError: Error"), told);
    assertTrue(told.contains("This block is read-only and cannot be edited."), told);
    assertEquals("a", value(agent));
  }

  private String readOnly() {
    return agent(
        "tools",
        CORE,
        "memory_blocks",
        List.of(Map.of("label", "notes", "value", "a", "read_only", true)));
  }

  @Test
  void aValueBeyondTheLimitIsAnError() {
    String agent =
        agent(
            "tools",
            CORE,
            "memory_blocks",
            List.of(Map.of("label", "notes", "value", "12345678", "limit", 10)));

    String told = failure(agent, "core_memory_append", "label", "notes", "content", "90");

    assertTrue(told.contains("11 characters"), told);
    assertTrue(told.contains("limit of this block is 10"), told);
    assertEquals("12345678", value(agent));
  }

  @Test
  void anErrorIsCutToAThousandCharacters() {
    String agent = agentWith("a");

    String told =
        failure(
            agent,
            "core_memory_replace",
            "label",
            "notes",
            "old_content",
            "x".repeat(5_000),
            "new_content",
            "");

    assertEquals(1_000, told.length());
  }

  @Test
  void finishingReturnsNothing() {
    Tools.Result result = run(agentWith("a"), "memory_finish_edits");

    assertEquals(Tools.SUCCESS, result.status());
    assertEquals(null, result.funcReturn());
    assertEquals("None", result.text());
  }

  @Test
  void aMessageIsAcknowledged() {
    Object returned = returned(agentWith("a"), "send_message", "message", "Hello.");

    assertEquals("Sent message successfully.", returned);
  }
}
