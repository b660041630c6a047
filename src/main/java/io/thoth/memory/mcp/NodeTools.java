package io.thoth.memory.mcp;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.json.Texts;
import io.thoth.memory.mcp.NodeState.Report;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tools about the memory itself: which agents there are, how much they hold, how it is. */
final class NodeTools {
  private static final int MOST_AGENTS = 100;

  private final Bus bus;
  private final NodeState node;

  NodeTools(Bus bus, NodeState node) {
    this.bus = bus;
    this.node = node;
  }

  List<MemoryTool> tools() {
    return List.of(
        new MemoryTool(
            "list_agents",
            "Lists the agents whose memory can be reached here, with their ids.",
            ToolSchema.empty().text("name", "Only agents of exactly this name."),
            false,
            this::agents),
        new MemoryTool(
            "memory_stats",
            "Tells how much memory holds: each block of the agent, and the whole.",
            ToolSchema.ofAgent().flag("detailed", "Whether to tell the values of the blocks too."),
            false,
            this::stats),
        new MemoryTool(
            "memory_health_check",
            "Tells whether memory works: store, search, and what is wrong if something is.",
            ToolSchema.ofAgent()
                .flag("run_tests", "Accepted and ignored: the parts are always asked."),
            false,
            this::health));
  }

  private Said agents(ToolCall call) {
    List<Agent> agents =
        call.agentIfNamed().isPresent()
            ? List.of(one(call))
            : some(call, call.arguments().optionalText("name").orElse(null));
    List<String> lines = agents.stream().map(agent -> agent.id() + "  " + agent.name()).toList();
    return Said.of(
        lines.isEmpty() ? "There are no agents." : String.join("\n", lines),
        Map.of(
            "agents", agents.stream().map(a -> Map.of("id", a.id(), "name", a.name())).toList()));
  }

  private Agent one(ToolCall call) {
    Agents.Read question = new Agents.Read(call.agent(), null, "basic", null);
    return bus.call(Agents.READ, question, call.reading()).agent();
  }

  private List<Agent> some(ToolCall call, @Nullable String name) {
    Agents.Browse question =
        new Agents.Browse(
            name,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "basic",
            null,
            null,
            null,
            MOST_AGENTS,
            "asc",
            null,
            null,
            null);
    return bus.call(Agents.LIST, question, call.reading()).agents().stream()
        .map(Agents.AgentState::agent)
        .toList();
  }

  private Said stats(ToolCall call) {
    boolean detailed = call.arguments().flag("detailed").orElse(false);
    List<String> lines = new ArrayList<>();
    Map<String, Object> data = new LinkedHashMap<>();
    if (call.agentIfNamed().isPresent()) {
      lines.add("## Core memory of " + one(call).name());
      List<Map<String, Object>> blocks = new ArrayList<>();
      for (Block block : CoreTools.blocks(bus, call)) {
        blocks.add(usage(block));
        lines.add(line(block) + (detailed ? "\n  " + block.value().replace("\n", "\n  ") : ""));
      }
      data.put("core_memory", blocks);
    }
    if (call.reading().grant().agentId() != null) {
      return Said.of(String.join("\n", lines), data); // a key of one agent sees no more
    }
    data.put("whole", whole(call));
    lines.add("## The whole memory");
    whole(call).forEach((name, count) -> lines.add("- " + name + ": " + count));
    return Said.of(String.join("\n", lines), data);
  }

  private static String line(Block block) {
    Map<String, Object> usage = usage(block);
    return "- %s: %s of %s characters, %s%%"
        .formatted(block.label(), usage.get("usage"), usage.get("limit"), usage.get("utilization"));
  }

  private static Map<String, Object> usage(Block block) {
    int used = Texts.length(block.value());
    long percent = block.limit() == 0 ? 100 : used * 100L / block.limit();
    return Map.of(
        "label", block.label(), "usage", used, "limit", block.limit(), "utilization", percent);
  }

  private Map<String, Long> whole(ToolCall call) {
    Archives.Counts counts = bus.call(Archives.COUNT, new Archives.Everything(), call.reading());
    Map<String, Long> whole = new LinkedHashMap<>();
    whole.put("agents", count(call));
    whole.put("blocks", bus.call(Blocks.COUNT, new Blocks.Everything(), call.reading()).count());
    whole.put("archives", counts.archives());
    whole.put("passages", counts.passages());
    whole.put("passages waiting for a vector", counts.pending());
    return whole;
  }

  private long count(ToolCall call) {
    return bus.call(Agents.COUNT, Agents.Browse.everything(), call.reading()).count();
  }

  private Said health(ToolCall call) {
    Report report = node.report(call.reading());
    List<String> lines = new ArrayList<>();
    lines.add("Memory is %s (version %s).".formatted(report.status(), report.version()));
    new TreeMap<>(report.parts())
        .forEach(
            (name, part) ->
                lines.add("- %s: %s %s".formatted(name, part.get("status"), detail(part)).strip()));
    Map<String, Object> data =
        Map.of("status", report.status(), "version", report.version(), "parts", report.parts());
    String text = String.join("\n", lines);
    return report.writes() ? Said.of(text, data) : Said.failed(text);
  }

  private static String detail(Map<String, Object> part) {
    Object detail = part.get("detail");
    return detail == null ? "" : "(" + detail + ")";
  }
}
