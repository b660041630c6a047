package io.thoth.memory.mcp;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.json.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Tools that read core memory. */
final class CoreTools {
  static final String[] LABEL = {"label", "memory_block"};
  private static final int MOST_BLOCKS = 1_000;

  private final Bus bus;

  CoreTools(Bus bus) {
    this.bus = bus;
  }

  List<MemoryTool> tools() {
    ToolSchema block = ToolSchema.ofAgent().text("label", "The block, e.g. human or persona.");
    return List.of(
        new MemoryTool(
            "core_memory_read",
            "Reads a block of core memory: its whole value, as it is stored now.",
            block.text("memory_block", "The same as label."),
            false,
            this::read),
        new MemoryTool(
            "core_memory_list",
            "Lists the blocks of core memory: their labels, what they are for and how full they"
                + " are.",
            ToolSchema.ofAgent(),
            false,
            this::list));
  }

  private Said read(ToolCall call) {
    String label = call.arguments().text(LABEL);
    Blocks.Read question = new Blocks.Read(null, call.agent(), label, null);
    Block block = bus.call(Blocks.READ, question, call.reading());
    return Said.of(block.value(), described(block));
  }

  private Said list(ToolCall call) {
    List<Block> blocks = blocks(bus, call);
    String text =
        blocks.isEmpty()
            ? "There are no blocks."
            : blocks.stream().map(CoreTools::line).collect(Collectors.joining("\n"));
    return Said.of(text, Map.of("blocks", blocks.stream().map(CoreTools::described).toList()));
  }

  static List<Block> blocks(Bus bus, ToolCall call) {
    Agents.OfAgent all = new Agents.OfAgent(call.agent(), null, null, MOST_BLOCKS, null);
    return bus.call(Agents.BLOCKS, all, call.reading()).blocks();
  }

  private static String line(Block block) {
    return "- %s: %d of %d characters%s%s"
        .formatted(
            block.label(),
            Texts.length(block.value()),
            block.limit(),
            block.readOnly() ? ", read-only" : "",
            block.description() == null ? "" : " — " + block.description());
  }

  private static Map<String, Object> described(Block block) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", block.id());
    shown.put("label", block.label());
    shown.put("value", block.value());
    shown.put("characters", Texts.length(block.value()));
    shown.put("limit", block.limit());
    shown.put("read_only", block.readOnly());
    shown.put("version", block.version());
    return shown;
  }
}
