package io.thoth.memory.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.support.Contracts;
import io.thoth.memory.support.Reply;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A second node changes nothing: the same answers come over the wire. */
class TwoNodesTest {
  private static TwoNodes nodes;

  @BeforeAll
  static void start(@TempDir Path data) {
    nodes = new TwoNodes(data);
  }

  @AfterAll
  static void close() {
    nodes.close();
  }

  private static JsonNode agent(Object... blocks) {
    return agent("Ada", blocks);
  }

  private static JsonNode agent(String name, Object... blocks) {
    Reply made =
        nodes.post(
            "/v1/agents/",
            Map.of(
                "name", name,
                "tags", List.of("b", "a"),
                "metadata", Map.of("k", List.of(1, 2.5, "🦉", Map.of())),
                "secrets", Map.of("KEY", "value"),
                "memory_blocks", List.of(blocks)));
    assertEquals(200, made.status(), made::toString);
    return made.json();
  }

  private static Map<String, String> block(String label, String value) {
    return Map.of("label", label, "value", value);
  }

  @Test
  void everyDeclaredOperationIsServedOnce() {
    Set<String> declared =
        Contracts.operations().stream().map(Operation::address).collect(Collectors.toSet());

    assertEquals(declared, nodes.served().served().keySet());
  }

  @Test
  void passagesAreStoredChangedFoundByMeaningAndDeleted() {
    String agent = agent().get("id").asText();
    String path = "/v1/agents/" + agent + "/archival-memory";
    nodes.post(path, Map.of("text", "The bridge is closed on Sundays.", "tags", List.of("city")));
    Reply made = nodes.post(path, Map.of("text", "She adopted a puppy.", "tags", List.of("pet")));
    String passage = path + "/" + made.json().at("/0/id").asText();
    nodes.patch(passage, Map.of("text", "She adopted a young dog.", "metadata", Map.of("k", 1)));

    Reply found = nodes.get(path + "/search?query=Which+animal+does+she+have%3F&explain=true");

    JsonNode best = found.json().at("/results/0");
    assertEquals("She adopted a young dog.", best.get("content").asText(), found::toString);
    assertTrue(best.get("score").asDouble() > 0, found::toString);
    assertTrue(best.at("/explain/final").isNumber(), found::toString);
    assertEquals(1, nodes.get(path + "/search?query=dog&tags=city").json().get("count").asInt());
    assertEquals(2, nodes.get(path).json().size());
    assertEquals(200, nodes.delete(passage).status());
    assertEquals(1, nodes.get(path).json().size());
    String all = nodes.get("/api/agents/export").body();
    assertTrue(all.contains("The bridge is closed on Sundays."), all);
  }

  @Test
  void anAgentIsMadeReadListedChangedAndDeleted() {
    JsonNode made = agent("Bob", block("human", "Likes owls."));
    String path = "/v1/agents/" + made.get("id").asText();

    assertEquals(made, nodes.get(path).json());
    JsonNode secrets = nodes.get(path + "?include=agent.secrets").json().get("secrets");
    assertEquals("value", secrets.at("/0/value").asText());
    assertEquals("[\"a\",\"b\"]", nodes.get("/v1/tags/").body());
    Reply listed = nodes.get("/v1/agents/?name=Bob&limit=1");
    assertEquals(made, listed.json().get(0));
    assertEquals("1", nodes.get("/v1/agents/count?name=Bob").body());
    assertEquals("Eve", nodes.patch(path, Map.of("name", "Eve")).json().get("name").asText());
    assertEquals(200, nodes.delete(path).status());
    assertEquals(404, nodes.get(path).status());
  }

  @Test
  void blocksAreEditedAndTheirHistoryIsRead() {
    JsonNode agent = agent(block("notes", "a"));
    String byLabel = "/v1/agents/" + agent.get("id").asText() + "/core-memory/blocks/notes";
    String byId = "/v1/blocks/" + agent.at("/blocks/0/id").asText();

    Reply appended = nodes.post(byLabel + "/append", Map.of("content", "b 🦉"));
    nodes.post(byId + "/replace", Map.of("old_content", "a", "new_content", "A"));
    nodes.post(byId + "/insert", Map.of("content", "first", "line", 0));
    Reply undone = nodes.post(byId + "/undo", Map.of());

    assertEquals("\"2\"", appended.header("ETag").orElseThrow());
    assertEquals("A\nb 🦉", undone.json().get("value").asText());
    assertEquals(undone.json(), nodes.get(byLabel).json());
    assertEquals(5, nodes.get(byId + "/history").json().size());
    assertTrue(nodes.get(byId + "/diff?from=1&to=2").json().get("diff").asText().contains("+b 🦉"));
    String then = appended.json().get("updated_at").asText();
    assertEquals(appended.json(), nodes.get(byId + "?as_of=" + then).json());
  }

  @Test
  void aStaleChangeIsToldWhatIsThereNow() {
    String path = "/v1/blocks/" + agent(block("notes", "a")).at("/blocks/0/id").asText();
    Reply current = nodes.patch(path, Map.of("value", "b"), "If-Match", "\"1\"");

    Reply stale = nodes.patch(path, Map.of("value", "c"), "If-Match", "\"1\"");

    assertEquals(412, stale.status());
    assertEquals(current.json(), stale.json().get("current"));
    assertTrue(stale.detail().contains("version 2"), stale.detail());
  }

  @Test
  void faultsKeepTheirStatusAndText() {
    String id = agent(block("notes", "a\na")).at("/blocks/0/id").asText();
    String path = "/v1/blocks/" + id;
    String missing = "block-00000000-0000-4000-8000-000000000000";

    Reply absent = nodes.get("/v1/blocks/" + missing);
    Reply ambiguous = nodes.post(path + "/replace", Map.of("old_content", "a", "new_content", "b"));
    Reply invalid = nodes.post(path + "/insert", Map.of("content", "x", "line", 9));

    assertEquals(404, absent.status());
    assertEquals("Block with id '" + missing + "' not found", absent.detail());
    assertEquals(409, ambiguous.status());
    assertTrue(ambiguous.detail().contains("[1, 2]"), ambiguous.detail());
    assertEquals(422, invalid.status());
    assertTrue(invalid.detail().contains("[0, 2]"), invalid.detail());
  }

  @Test
  void aRepeatedRequestIsReplayedAndSaysSo() {
    String path = "/v1/blocks/" + agent(block("notes", "a")).at("/blocks/0/id").asText();
    Map<String, String> body = Map.of("content", "b");

    Reply first = nodes.post(path + "/append", body, "Idempotency-Key", "two-nodes");
    Reply again = nodes.post(path + "/append", body, "Idempotency-Key", "two-nodes");
    Reply other =
        nodes.post(path + "/append", Map.of("content", "c"), "Idempotency-Key", "two-nodes");

    assertTrue(first.header("Idempotency-Replayed").isEmpty());
    assertEquals("true", again.header("Idempotency-Replayed").orElseThrow());
    assertEquals(first.json(), again.json());
    assertEquals(422, other.status());
    assertEquals("a\nb", nodes.get(path).json().get("value").asText());
  }

  @Test
  void healthAndModelsAreAskedOfTheOtherNode() {
    assertEquals("ok", nodes.get("/v1/health/").json().get("status").asText());
    assertEquals("ok", nodes.get("/health").json().at("/parts/store/status").asText());
    assertTrue(nodes.get("/v1/models/embedding").json().size() > 1);
  }
}
