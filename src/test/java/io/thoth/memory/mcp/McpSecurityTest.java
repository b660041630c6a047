package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.Variables;
import io.thoth.memory.support.RawRequest;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who may speak the protocol with a node, and from where. */
class McpSecurityTest {
  private static final String PING = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";

  private static TestNode node;

  @BeforeAll
  static void start() {
    node =
        TestNode.start(
            Map.of(
                "LETTA_SERVER_SECURE", "true",
                "LETTA_SERVER_PASSWORD", "secret",
                "CORS_ORIGINS", "https://app.example.com",
                "THOTH_MAX_BODY_BYTES", "2000"));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** By hand, because a decent client does not let one choose Host and Origin. */
  private static Reply ping(String host, String... lines) {
    return RawRequest.of(
            "POST /mcp HTTP/1.1\r\nHost: "
                + host
                + "\r\nConnection: close\r\nAuthorization: Bearer secret\r\n"
                + "Content-Type: application/json\r\nContent-Length: "
                + PING.length()
                + "\r\n"
                + String.join("", List.of(lines).stream().map(line -> line + "\r\n").toList())
                + "\r\n"
                + PING)
        .send(node.port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/mcp", "/mcp/", "/mcp/agents/agent-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11"})
  void thePasswordIsAskedFor(String path) {
    assertEquals(401, node.post(path, PING).status());
    assertEquals(401, node.post(path, PING, "Authorization", "Bearer wrong").status());
    assertEquals(200, node.post(path, PING, "Authorization", "Bearer secret").status());
    assertEquals(200, node.post(path, PING, "X-BARE-PASSWORD", "password secret").status());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "localhost:8283",
        "LOCALHOST",
        "127.0.0.1:1",
        "[::1]:80",
        "app.example.com"
      })
  void aNameOfThisMachineIsServed(String host) {
    assertEquals(200, ping(host).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.com", "evil.com:8283", "localhost.evil.com", "127.0.0.1.evil.com"})
  void aNameThatWasPointedHereIsRefused(String host) {
    Reply reply = ping(host);

    assertEquals(403, reply.status(), reply::toString);
    assertTrue(reply.detail().contains("THOTH_ALLOWED_HOSTS"), reply::toString);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://evil.com", "null", "http://localhost.evil.com", "https://localhost"})
  void aPageOfAnotherOriginIsRefused(String origin) {
    assertEquals(403, ping("localhost", "Origin: " + origin).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost", "https://app.example.com", "app://obsidian.md"})
  void aPageOfAnAllowedOriginIsServed(String origin) {
    Reply reply = ping("127.0.0.1:1", "Origin: " + origin);

    assertEquals(200, reply.status(), reply::toString);
    assertEquals(origin, reply.header("Access-Control-Allow-Origin").orElse(""));
  }

  @Test
  void aPageOfThisVeryServerIsServed() {
    assertEquals(200, ping("127.0.0.1:4711", "Origin: http://127.0.0.1:4711").status());
    assertEquals(403, ping("127.0.0.1:4711", "Origin: http://127.0.0.1:4712").status());
    assertEquals(403, ping("evil.com", "Origin: http://evil.com").status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "DELETE", "PUT", "PATCH"})
  void thereIsNoStreamAndNoSession(String method) {
    Reply reply = node.send(method, "/mcp", null, "Authorization", "Bearer secret");

    assertEquals(405, reply.status(), reply::toString);
    assertEquals("OPTIONS, POST", reply.header("Allow").orElse(""));
    assertFalse(reply.header("Mcp-Session-Id").isPresent());
  }

  @Test
  void aVersionThatIsNoneIsRefused() {
    assertEquals(400, ping("localhost", "MCP-Protocol-Version: 1999-01-01").status());
    assertEquals(200, ping("localhost", "MCP-Protocol-Version: 2025-06-18").status());
  }

  @Test
  void aLargeBodyAndAFormAreRefused() {
    String large = "{\"jsonrpc\":\"2.0\",\"id\":\"" + "x".repeat(2000) + "\",\"method\":\"ping\"}";

    assertEquals(413, node.post("/mcp", large, "Authorization", "Bearer secret").status());
    assertEquals(
        415,
        node.post("/mcp", PING, "Authorization", "Bearer secret", "Content-Type", "text/plain")
            .status());
  }

  @Test
  void aServerForOthersHasTheNamesItIsGiven() {
    McpConfig any = McpConfig.of(Variables.of(Map.of()), "0.0.0.0", List.of());
    McpConfig some =
        McpConfig.of(
            Variables.of(Map.of("THOTH_ALLOWED_HOSTS", "memory.example.com")),
            "0.0.0.0",
            List.of());
    McpConfig star =
        McpConfig.of(Variables.of(Map.of("THOTH_ALLOWED_HOSTS", "*")), "127.0.0.1", List.of());

    assertTrue(any.allows("memory:8283") && any.allows(null));
    assertTrue(some.allows("Memory.example.com:443") && some.allows("127.0.0.1"));
    assertFalse(some.allows("evil.com") || some.allows(null));
    assertTrue(star.allows("evil.com"));
  }
}
