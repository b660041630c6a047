package io.thoth.memory.mcpservers;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of servers and of whose tools are whose, inside the transaction given. */
final class McpServerStore {
  private static McpServer server(Row row) {
    return Json.read(row.text("state"), McpServer.class);
  }

  List<McpServer> list(Tx tx, String tenant) {
    return tx.query(
        "select state from mcp_server where tenant = ? order by created_at, id",
        McpServerStore::server,
        tenant);
  }

  McpServer require(Tx tx, String tenant, String id) {
    return tx.one(
            "select state from mcp_server where tenant = ? and id = ?",
            McpServerStore::server,
            tenant,
            id)
        .orElseThrow(() -> Fault.notFound("MCP server", id));
  }

  Optional<McpServer> named(Tx tx, String tenant, String name) {
    return tx.one(
        "select state from mcp_server where tenant = ? and server_name = ?",
        McpServerStore::server,
        tenant,
        name);
  }

  void insert(Tx tx, Caller caller, McpServer server) {
    int rows =
        tx.update(
            """
            insert into mcp_server (tenant, id, server_name, state, version, created_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            caller.tenant(),
            server.id(),
            server.serverName(),
            Json.write(server),
            server.version(),
            Times.micros(server.createdAt()));
    if (rows != 1) {
      throw taken(server.serverName());
    }
    journal(tx, caller, server, "create");
  }

  static Fault taken(String name) {
    return Fault.conflict("There is an MCP server named '" + name + "' already");
  }

  void save(Tx tx, Caller caller, McpServer after) {
    Optional<McpServer> other = named(tx, caller.tenant(), after.serverName());
    if (other.isPresent() && !other.get().id().equals(after.id())) {
      throw taken(after.serverName());
    }
    int rows =
        tx.update(
            """
            update mcp_server set server_name = ?, state = ?, version = ?
            where tenant = ? and id = ? and version = ?
            """,
            after.serverName(),
            Json.write(after),
            after.version(),
            caller.tenant(),
            after.id(),
            after.version() - 1);
    if (rows != 1) {
      throw Fault.conflict(
          "MCP server '" + after.id() + "' was changed at the same time; try again");
    }
    journal(tx, caller, after, "update");
  }

  /** Deletes a server, and those of its tools that no other server offers. */
  void delete(Tx tx, Caller caller, McpServer server) {
    tools(tx, caller.tenant(), server.id()).forEach(tool -> drop(tx, caller, server, tool));
    tx.update("delete from mcp_server where tenant = ? and id = ?", caller.tenant(), server.id());
    journal(tx, caller, after(server), "delete");
  }

  private static McpServer after(McpServer server) {
    return new McpServer(
        server.id(),
        server.serverName(),
        server.mcpServerType(),
        server.config(),
        server.version() + 1,
        server.createdAt(),
        Times.nowAfter(server.updatedAt()));
  }

  void drop(Tx tx, Caller caller, McpServer server, Tool tool) {
    tx.update(
        "delete from mcp_server_tool where tenant = ? and server_id = ? and tool_id = ?",
        caller.tenant(),
        server.id(),
        tool.id());
    boolean wanted =
        tx.one(
                "select tool_id from mcp_server_tool where tenant = ? and tool_id = ? limit 1",
                row -> row.text("tool_id"),
                caller.tenant(),
                tool.id())
            .isPresent();
    if (!wanted) {
      ToolDirectory.delete(tx, caller, tool.id());
    }
  }

  void link(Tx tx, Caller caller, McpServer server, Tool tool) {
    tx.update(
        """
        insert into mcp_server_tool (tenant, server_id, tool_id) values (?, ?, ?)
        on conflict do nothing
        """,
        caller.tenant(),
        server.id(),
        tool.id());
  }

  /** The tools of a server, by name. */
  List<Tool> tools(Tx tx, String tenant, String serverId) {
    List<String> ids =
        tx.query(
            "select tool_id from mcp_server_tool where tenant = ? and server_id = ?",
            row -> row.text("tool_id"),
            tenant,
            serverId);
    List<Tool> tools = new ArrayList<>();
    ids.forEach(id -> ToolDirectory.find(tx, tenant, id).ifPresent(tools::add));
    tools.sort(Comparator.comparing(Tool::name));
    return tools;
  }

  /** The journal outlives a server, so its secrets do not go there. */
  private static void journal(Tx tx, Caller caller, McpServer server, String operation) {
    Map<String, Object> told = new LinkedHashMap<>(server.shown());
    told.keySet().removeAll(List.of("auth_token", "custom_headers", "env"));
    Journal.append(
        tx,
        caller,
        new Change(server.id(), server.version(), operation, server.updatedAt(), Json.write(told)));
  }
}
