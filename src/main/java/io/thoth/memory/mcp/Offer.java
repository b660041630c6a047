package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.thoth.memory.bus.Bus;
import java.util.List;
import java.util.stream.Stream;

/** What clients of the protocol are offered. */
public record Offer(List<SyncToolSpecification> tools, Resources resources) {
  public Offer {
    tools = List.copyOf(tools);
  }

  /** The memory of agents. */
  public static Offer memory(Bus bus, NodeState node) {
    Stream<List<MemoryTool>> tools =
        Stream.of(
            new CoreTools(bus).tools(),
            new EditTools(bus).tools(),
            new ArchivalTools(bus).tools(),
            new ConversationTools(bus).tools(),
            new NodeTools(bus, node).tools());
    return new Offer(
        tools.flatMap(List::stream).map(MemoryTool::served).toList(), new BlockResources(bus));
  }
}
