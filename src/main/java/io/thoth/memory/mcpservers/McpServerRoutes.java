package io.thoth.memory.mcpservers;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.tools.Tool;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The routes of MCP servers, the older ones of Letta and Thoth's among them. */
public final class McpServerRoutes {
  private static final String SERVERS = "/v1/mcp-servers/";
  private static final String SERVER = "/v1/mcp-servers/{mcp_server_id}";
  private static final String TOOL = SERVER + "/tools/{tool_id}";
  private static final String OLDER = "/v1/tools/mcp/servers";

  private static final String NAMED = OLDER + "/{mcp_server_name}";

  private McpServerRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(SERVERS, McpServers.LIST, "List MCP servers")
            .showing(page -> page.servers().stream().map(McpServer::shown).toList()),
        Asked.post(SERVERS, McpServers.CREATE, "Register an MCP server and find its tools")
            .showing(McpServer::shown),
        Asked.get(SERVER, McpServers.READ, "Read an MCP server").showing(McpServer::shown),
        Asked.patch(SERVER, McpServers.UPDATE, "Change an MCP server").showing(McpServer::shown),
        Asked.delete(SERVER, McpServers.DELETE, "Delete an MCP server and its tools").withoutBody(),
        Asked.patch(SERVER + "/refresh", McpServers.REFRESH, "Ask which tools there are now")
            .withQuery("agent_id"),
        Asked.get(SERVER + "/tools", McpServers.TOOLS, "List the tools of an MCP server"),
        Asked.get(TOOL, McpServers.TOOL, "Read a tool of an MCP server"),
        Asked.post(TOOL + "/run", McpServers.RUN, "Have an MCP server run a tool"),
        Asked.post(
            SERVER + "/tools/{tool_name}/add", McpServers.NAMED, "Find a tool by its name there"),
        Asked.get(OLDER, McpServers.LIST, "List MCP servers by name")
            .showing(page -> byName(page.servers())),
        Asked.put(OLDER, OlderServers.REGISTER, "Register an MCP server, as older clients do")
            .showing(done -> done.all().stream().map(McpServer::shownOlder).toList()),
        Asked.post(OLDER, OlderServers.REGISTER, "Register an MCP server, as Thoth does")
            .showing(done -> done.server().shownOlder()),
        Asked.get(NAMED + "/tools", OlderServers.TOOLS, "List the tools of a named MCP server")
            .showing(found -> found.tools().stream().map(McpServerRoutes::offered).toList()),
        Asked.delete(NAMED, OlderServers.DELETE, "Delete a named MCP server and its tools")
            .showing(_ -> List.of()));
  }

  private static Map<String, Object> byName(List<McpServer> servers) {
    Map<String, Object> named = new LinkedHashMap<>();
    servers.forEach(server -> named.put(server.serverName(), server.shownOlder()));
    return named;
  }

  /** As the protocol tells tools, with the id it has here. */
  private static Map<String, Object> offered(Tool tool) {
    Map<String, Object> schema = tool.jsonSchema() == null ? Map.of() : tool.jsonSchema();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", tool.id());
    shown.put("name", tool.name());
    shown.put("description", tool.description());
    shown.put("inputSchema", schema.getOrDefault("parameters", Map.of()));
    return shown;
  }
}
