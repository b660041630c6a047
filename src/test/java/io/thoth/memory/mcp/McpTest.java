package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.mcp.McpPeer.Result;
import io.thoth.memory.support.Reply;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The protocol, its tools that read, and how an agent is named. */
class McpTest extends McpFixture {
  @ParameterizedTest
  @ValueSource(strings = {"2025-03-26", "2025-06-18", "2025-11-25"})
  void theHandshakeKeepsTheClientsVersion(String version) {
    JsonNode result =
        anybody.result(
            "initialize",
            Map.of(
                "protocolVersion", version,
                "capabilities", Map.of(),
                "clientInfo", Map.of("name", "test", "version", "1")));

    assertEquals(version, result.path("protocolVersion").asText());
    assertEquals("thoth-memory", result.at("/serverInfo/name").asText());
    assertTrue(result.at("/capabilities/tools").isObject(), result::toString);
    assertTrue(result.at("/capabilities/resources").isObject(), result::toString);
  }

  @Test
  void aNotificationIsAcceptedWithoutAnAnswer() {
    Reply reply =
        node.post("/mcp", "{\"jsonrpc\": \"2.0\", \"method\": \"notifications/initialized\"}");

    assertEquals(202, reply.status());
    assertEquals("", reply.body());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{}",
        "5",
        "null",
        "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 5}",
        "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": [1]}",
        "[{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\"}]"
      })
  void whatIsNoMessageIsAnInvalidRequest(String body) {
    Reply reply = node.post("/mcp", body);

    assertEquals(400, reply.status(), reply::toString);
    assertEquals(-32600, reply.json().at("/error/code").asInt(), reply::toString);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "", "{\"a\": 1, \"a\": 2}", "nonsense"})
  void whatIsNoJsonIsAParseError(String body) {
    Reply reply = node.post("/mcp", body);

    assertEquals(400, reply.status(), reply::toString);
    assertEquals(-32700, reply.json().at("/error/code").asInt(), reply::toString);
  }

  @Test
  void anUnknownMethodAndAnUnknownToolAreErrorsOfTheProtocol() {
    assertEquals(-32601, anybody.error("no/such", Map.of()).path("code").asInt());
    assertEquals(
        -32602, anybody.error("tools/call", Map.of("name", "no_such")).path("code").asInt());
  }

  @Test
  void everyToolSaysWhatItIsAndWhatItTakes() {
    JsonNode tools = anybody.result("tools/list", Map.of()).path("tools");

    assertTrue(tools.size() >= 6, tools::toString);
    for (JsonNode tool : tools) {
      assertFalse(tool.path("description").asText().isBlank(), tool::toString);
      assertEquals("object", tool.at("/inputSchema/type").asText(), tool::toString);
      for (JsonNode property : tool.at("/inputSchema/properties")) {
        assertFalse(property.path("description").asText().isBlank(), tool::toString);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"label", "memory_block"})
  void aBlockIsReadUnderBothSpellings(String spelling) {
    Result result = ada.call("core_memory_read", Map.of(spelling, "human"));

    assertFalse(result.failed(), result::toString);
    assertEquals("Likes owls.", result.text());
    assertEquals(100, result.data().path("limit").asInt());
  }

  @Test
  void twoSpellingsThatDisagreeAreRefused() {
    Result result =
        ada.call("core_memory_read", Map.of("label", "human", "memory_block", "persona"));

    assertTrue(result.failed());
    assertTrue(result.text().contains("label: is given twice"), result::toString);
  }

  @Test
  void aMissingAndAMistypedArgumentAreNamed() {
    Result missing = ada.call("core_memory_read", Map.of());
    Result mistyped = ada.call("core_memory_read", Map.of("label", 5));

    assertTrue(missing.failed() && missing.text().contains("label: is required"), missing::text);
    assertTrue(mistyped.failed() && mistyped.text().contains("must be a string"), mistyped::text);
  }

  @Test
  void aBlockThatIsNotThereIsAnError() {
    Result result = ada.call("core_memory_read", Map.of("label", "nothing"));

    assertTrue(result.failed());
    assertTrue(result.text().contains("nothing"), result::text);
  }

  @Test
  void theAgentComesFromAHeaderOrAnArgumentToo() {
    Map<String, Object> arguments = Map.of("label", "human", "agent_id", agent);

    Result argument = anybody.call("core_memory_read", arguments);
    Result header = anybody.call("core_memory_read", Map.of("label", "human"), "X-Agent-Id", agent);
    Result nobody = anybody.call("core_memory_read", Map.of("label", "human"));

    assertEquals("Likes owls.", argument.text());
    assertEquals("Likes owls.", header.text());
    assertTrue(nobody.failed() && nobody.text().contains("agent_id: is required"), nobody::text);
  }

  @Test
  void aConnectionForOneAgentReachesNoOther() {
    String other = "agent-" + UUID.randomUUID();

    Result result = ada.call("core_memory_read", Map.of("label", "human", "agent_id", other));
    JsonNode error = ada.error("resources/read", Map.of("uri", BlockResources.uri(other, "human")));

    assertTrue(result.failed() && result.text().contains("only"), result::text);
    assertEquals(-32002, error.path("code").asInt(), error::toString);
  }

  @Test
  void blocksAreResources() {
    JsonNode all = anybody.result("resources/list", Map.of()).path("resources");
    JsonNode hers = ada.result("resources/list", Map.of()).path("resources");
    String uri = BlockResources.uri(agent, "human");

    JsonNode read = ada.result("resources/read", Map.of("uri", uri)).at("/contents/0");

    assertTrue(all.size() >= 2, all::toString);
    assertEquals(1, hers.size(), hers::toString);
    assertEquals(uri, hers.at("/0/uri").asText());
    assertEquals("Likes owls.", read.path("text").asText());
    assertEquals(uri, read.path("uri").asText());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "memory://agents/x/blocks/human",
        "memory://agents/agent-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11/blocks/human",
        "memory://agents/agent-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11/blocks/%zz",
        "file:///etc/passwd",
        ""
      })
  void aResourceThatIsNotThereIsSaidToBeNone(String uri) {
    JsonNode error = anybody.error("resources/read", Map.of("uri", uri));

    assertEquals(-32002, error.path("code").asInt(), error::toString);
  }

  @Test
  void statsTellEachBlockAndTheWhole() {
    Result stats = ada.call("memory_stats", Map.of("detailed", true));

    assertTrue(stats.text().contains("- human: 11 of 100 characters, 11%"), stats::text);
    assertTrue(stats.text().contains("Likes owls."), stats::text);
    assertTrue(stats.data().at("/whole/agents").asInt() >= 2, stats::toString);
  }

  @Test
  void healthIsTold() {
    Result health = anybody.call("memory_health_check", Map.of("run_tests", true));

    assertFalse(health.failed());
    assertTrue(health.text().contains("- store: ok"), health::text);
  }

  @Test
  void agentsAreListedForWhoHasNoneAndConfinedForWhoHasOne() {
    assertTrue(anybody.call("list_agents", Map.of()).data().path("agents").size() >= 2);
    JsonNode hers = ada.call("list_agents", Map.of()).data().path("agents");
    assertEquals(1, hers.size(), hers::toString);
    assertEquals(agent, hers.at("/0/id").asText());
  }
}
