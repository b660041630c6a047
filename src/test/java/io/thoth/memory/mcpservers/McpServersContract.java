package io.thoth.memory.mcpservers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records of MCP servers; the server that is asked for tools is a secured node of our own. */
abstract class McpServersContract {
  private TestNode node;
  private TestNode remote;

  /** The settings of the database. */
  abstract Map<String, String> database();

  @BeforeEach
  void start() {
    node = TestNode.start(database());
    remote =
        TestNode.start(Map.of("LETTA_SERVER_SECURE", "true", "LETTA_SERVER_PASSWORD", "secret"));
  }

  @AfterEach
  void stop() {
    node.close();
    remote.close();
  }

  private Map<String, Object> reachable() {
    return Map.of(
        "mcp_server_type", "streamable_http",
        "server_url", remote.url() + "/mcp",
        "auth_header", "Authorization",
        "auth_token", "Bearer secret");
  }

  private Reply register(String name, Map<String, Object> config) {
    return node.post("/v1/mcp-servers/", Map.of("server_name", name, "config", config));
  }

  private JsonNode registered(String name, Map<String, Object> config) {
    Reply reply = register(name, config);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static List<String> names(JsonNode tools) {
    return StreamSupport.stream(tools.spliterator(), false)
        .map(tool -> tool.path("name").asText())
        .toList();
  }

  @Test
  void theToolsOfAServerBecomeToolsUnderTheirOwnNames() {
    JsonNode server = registered("memory", reachable());

    JsonNode tools = node.get("/v1/mcp-servers/" + server.path("id").asText() + "/tools").json();
    JsonNode all = node.get("/v1/tools/?limit=500").json();

    assertTrue(server.path("id").asText().startsWith("mcp_server-"), server::toString);
    assertTrue(
        names(tools).containsAll(List.of("core_memory_read", "list_agents")), tools::toString);
    assertFalse(
        names(tools).contains("core_memory_append"), "the name of a base tool stays its own");
    assertTrue(names(all).containsAll(names(tools)), all::toString);
    assertEquals("external_mcp", tools.at("/0/tool_type").asText());
  }

  @Test
  void aToolIsRunByItsServer() {
    String id = registered("memory", reachable()).path("id").asText();
    JsonNode tool = node.post("/v1/mcp-servers/" + id + "/tools/list_agents/add", "").json();

    Reply ran =
        node.post(
            "/v1/mcp-servers/" + id + "/tools/" + tool.path("id").asText() + "/run",
            Map.of("args", Map.of()));

    assertEquals("success", ran.json().path("status").asText(), ran::toString);
    assertEquals("There are no agents.", ran.json().path("func_return").asText());
  }

  @Test
  void aNameIsGivenOnce() {
    registered(
        "memory", Map.of("command", "uvx", "args", List.of("a"), "mcp_server_type", "stdio"));

    Reply again = register("memory", reachable());

    assertEquals(409, again.status(), again::toString);
    assertEquals(1, node.get("/v1/mcp-servers/").json().size());
  }

  @Test
  void aServerThatDoesNotAnswerIsRegisteredAndFoundLater() {
    Map<String, Object> wrong = new HashMap<>(reachable());
    wrong.put("auth_token", "Bearer wrong");
    String id = registered("memory", wrong).path("id").asText();

    Reply unreachable = node.patch("/v1/mcp-servers/" + id + "/refresh", "");
    JsonNode none = node.get("/v1/mcp-servers/" + id + "/tools").json();
    Reply changed =
        node.patch(
            "/v1/mcp-servers/" + id, Map.of("config", Map.of("auth_token", "Bearer secret")));

    assertEquals(503, unreachable.status(), unreachable::toString);
    assertEquals(0, none.size());
    assertEquals(remote.url() + "/mcp", changed.json().path("server_url").asText());
    assertTrue(node.get("/v1/mcp-servers/" + id + "/tools").json().size() > 3);
  }

  @Test
  void aServerThatIsToldTheSameAgainIsAskedAgain() throws IOException {
    int port = freePort();
    Map<String, Object> config =
        Map.of(
            "mcp_server_type",
            "streamable_http",
            "server_url",
            "http://127.0.0.1:" + port + "/mcp");
    String id = registered("late", config).path("id").asText();
    String tools = "/v1/mcp-servers/" + id + "/tools";
    int before = node.get(tools).json().size();

    try (TestNode late = TestNode.start(Map.of("LETTA_SERVER_PORT", String.valueOf(port)))) {
      node.patch("/v1/mcp-servers/" + id, Map.of("config", config));
    }

    assertEquals(0, before);
    assertTrue(names(node.get(tools).json()).contains("list_agents"));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Test
  void aRefreshTellsWhatIsThereAlready() {
    String id = registered("memory", reachable()).path("id").asText();

    JsonNode refreshed = node.patch("/v1/mcp-servers/" + id + "/refresh", "").json();

    assertEquals(0, refreshed.path("added").size(), refreshed::toString);
    assertTrue(refreshed.path("updated").toString().contains("list_agents"), refreshed::toString);
    assertTrue(refreshed.path("refused").toString().contains("core_memory_append"));
  }

  @Test
  void aDeletedServerTakesItsToolsButNotThoseThatAnotherOffersToo() {
    String first = registered("first", reachable()).path("id").asText();
    String second = registered("second", reachable()).path("id").asText();

    assertEquals(204, node.delete("/v1/mcp-servers/" + first).status());
    List<String> kept = names(node.get("/v1/tools/?limit=500").json());
    assertEquals(204, node.delete("/v1/mcp-servers/" + second).status());
    List<String> left = names(node.get("/v1/tools/?limit=500").json());

    assertTrue(kept.contains("list_agents"), kept::toString);
    assertFalse(left.contains("list_agents"), left::toString);
    assertEquals(404, node.get("/v1/mcp-servers/" + second).status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"mcp_server_type\": \"telnet\"}",
        "{\"mcp_server_type\": 5}",
        "{}",
        "{\"server_url\": \"ftp://x/y\"}",
        "{\"server_url\": \"not a url\"}",
        "{\"server_url\": \"http://x/y\", \"custom_headers\": [1]}",
        "{\"command\": \"x\", \"args\": [1]}",
        "{\"command\": \" \"}"
      })
  void aConfigurationThatCannotBeIsRefused(String config) {
    Reply reply =
        node.post("/v1/mcp-servers/", "{\"server_name\": \"x\", \"config\": " + config + "}");

    assertEquals(422, reply.status(), reply::toString);
    assertTrue(reply.detail().startsWith("config: "), reply::toString);
  }

  @Test
  void olderClientsKnowServersByName() {
    Map<String, Object> older =
        Map.of(
            "server_name",
            "thoth",
            "server_type",
            "streamable_http",
            "server_url",
            remote.url() + "/mcp",
            "custom_headers",
            Map.of("X-BARE-PASSWORD", "password secret"));

    JsonNode made = node.post("/v1/tools/mcp/servers", older).json();
    JsonNode again = node.put("/v1/tools/mcp/servers", older).json();
    JsonNode byName = node.get("/v1/tools/mcp/servers").json();
    JsonNode tools = node.get("/v1/tools/mcp/servers/thoth/tools").json();

    assertTrue(made.path("id").asText().startsWith("mcp_server-"), made::toString);
    assertEquals(1, again.size(), again::toString);
    assertEquals(made.path("id"), byName.at("/thoth/id"));
    assertTrue(names(tools).contains("list_agents"), tools::toString);
    assertTrue(tools.at("/0/inputSchema").isObject(), tools::toString);
    assertEquals(200, node.delete("/v1/tools/mcp/servers/thoth").status());
    assertEquals(404, node.get("/v1/tools/mcp/servers/thoth/tools").status());
  }
}
