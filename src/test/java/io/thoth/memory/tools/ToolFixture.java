package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** The questions about tools in few words; arguments are named as clients name them. */
abstract class ToolFixture extends FeatureContract {
  static final String MISSING_AGENT = "agent-00000000-0000-4000-8000-000000000000";
  static final String MISSING_TOOL = "tool-00000000-0000-4000-8000-000000000000";

  /** Every tool that changes core memory. */
  static final List<String> CORE =
      List.of(
          "core_memory_append",
          "core_memory_replace",
          "memory_replace",
          "memory_insert",
          "memory_rethink",
          "memory_finish_edits",
          "memory_apply_patch",
          "memory",
          "send_message");

  /** An agent with a block {@code notes} of this value and every tool of core memory. */
  String agentWith(String notes) {
    return agent("tools", CORE, "memory_blocks", List.of(Map.of("label", "notes", "value", notes)));
  }

  String agent(Object... fields) {
    return made(fields).agent().id();
  }

  AgentState made(Object... fields) {
    return client.ask(Agents.CREATE, new Agents.Create(Given.record(AgentFields.class, fields)));
  }

  AgentState now(String agentId) {
    return client.ask(Agents.READ, new Agents.Read(agentId, null, null, null));
  }

  static List<String> tools(AgentState state) {
    Map<String, List<Map<String, Object>>> related = Objects.requireNonNull(state.related());
    return related.getOrDefault("tools", List.of()).stream()
        .map(tool -> String.valueOf(tool.get("name")))
        .sorted()
        .toList();
  }

  static Tools.Run running(String agentId, String tool, Object... arguments) {
    Map<String, Object> values = new LinkedHashMap<>();
    for (int at = 0; at < arguments.length; at += 2) {
      values.put((String) arguments[at], arguments[at + 1]);
    }
    return new Tools.Run(agentId, tool, values, null);
  }

  Tools.Result run(String agentId, String tool, Object... arguments) {
    return client.ask(Tools.RUN, running(agentId, tool, arguments));
  }

  /** What the tool returned, which must not have failed. */
  Object returned(String agentId, String tool, Object... arguments) {
    Tools.Result result = run(agentId, tool, arguments);
    assertEquals(Tools.SUCCESS, result.status(), result::toString);
    assertEquals(List.of(), result.stderr());
    return Objects.requireNonNull(result.funcReturn());
  }

  /** What the tool said went wrong. */
  String failure(String agentId, String tool, Object... arguments) {
    Tools.Result result = run(agentId, tool, arguments);
    assertEquals(Tools.ERROR, result.status(), result::toString);
    assertEquals(null, result.funcReturn());
    return result.stderr().getFirst();
  }

  Block block(String agentId, String label) {
    return client.ask(Blocks.READ, new Blocks.Read(null, agentId, label, null));
  }

  String value(String agentId) {
    return block(agentId, "notes").value();
  }

  List<String> labels(String agentId) {
    return now(agentId).blocks().stream().map(Block::label).sorted().toList();
  }

  Tool custom(String source) {
    return client.ask(
        Tools.CREATE, new Tools.Create(Given.record(NewTool.class, "source_code", source)));
  }

  Tools.Page list(Object... filters) {
    return client.ask(Tools.LIST, Given.record(Tools.Browse.class, filters));
  }

  List<String> names(Object... filters) {
    return list(filters).tools().stream().map(Tool::name).toList();
  }

  /** The source of a function with this name. */
  static String function(String name) {
    return "def " + name + "(x: int) -> int:\n    \"\"\"Doubles.\"\"\"\n    return 2 * x\n";
  }

  static Stream<Integer> upTo(int end) {
    return Stream.iterate(0, i -> i + 1).limit(end);
  }
}
