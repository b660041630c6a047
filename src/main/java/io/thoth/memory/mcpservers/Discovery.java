package io.thoth.memory.mcpservers;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import io.thoth.memory.tools.ToolDirectory.Offered;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks servers for their tools, outside transactions, and keeps what they offer, inside one. */
final class Discovery {
  private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

  private final McpServerStore store;

  Discovery(McpServerStore store) {
    this.store = store;
  }

  /** A server that does not answer is registered all the same; it can be refreshed later. */
  static Optional<List<Offered>> tried(McpServer server) {
    if (!server.canBeAsked()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Asking.tools(server));
    } catch (Fault problem) {
      LOG.warn("mcp_server={} tools=unknown detail={}", server.id(), problem.getMessage());
      return Optional.empty();
    }
  }

  /** Keeps what a server offers now, and drops what it offered before. */
  McpServers.Refreshed take(Tx tx, Caller caller, McpServer server, List<Offered> offered) {
    List<Tool> before = store.tools(tx, caller.tenant(), server.id());
    Set<String> known = new HashSet<>(before.stream().map(Tool::name).toList());
    List<String> added = new ArrayList<>();
    List<String> updated = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    for (Offered each : offered) {
      if (!taken(tx, caller, server, each)) {
        refused.add(each.name());
      } else if (known.contains(each.name())) {
        updated.add(each.name());
      } else {
        added.add(each.name());
      }
    }
    Set<String> there = new HashSet<>(offered.stream().map(Offered::name).toList());
    List<Tool> gone = before.stream().filter(tool -> !there.contains(tool.name())).toList();
    gone.forEach(tool -> store.drop(tx, caller, server, tool));
    return new McpServers.Refreshed(
        added, updated, gone.stream().map(Tool::name).toList(), refused);
  }

  /** Whether the tool has the name it has there; another tool's name is not taken from it. */
  private boolean taken(Tx tx, Caller caller, McpServer server, Offered offered) {
    Map<String, Object> origin =
        Map.of("mcp", Map.of("server_id", server.id(), "server_name", server.serverName()));
    try {
      List<String> tags = List.of("mcp:" + server.serverName());
      store.link(tx, caller, server, ToolDirectory.offer(tx, caller, offered, tags, origin));
      return true;
    } catch (Fault fault) {
      LOG.warn("mcp_server={} tool={} detail={}", server.id(), offered.name(), fault.getMessage());
      return false;
    }
  }
}
