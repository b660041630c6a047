package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The tools that ask archival and recall memory, run over HTTP on a whole node. */
class SearchToolsTest {
  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String agent() {
    Reply made =
        node.post(
            "/v1/agents/",
            Map.of(
                "timezone",
                "Asia/Kolkata",
                "tools",
                List.of("archival_memory_insert", "archival_memory_search")));
    assertEquals(200, made.status(), made::toString);
    return made.json().get("id").asText();
  }

  private static JsonNode run(String agent, String tool, Map<String, Object> arguments) {
    Reply reply = send(agent, tool, arguments);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static Reply send(
      String agent, String tool, Map<String, Object> arguments, String... headers) {
    String path = "/v1/agents/" + agent + "/tools/" + tool + "/run";
    return node.post(path, Map.of("args", arguments), headers);
  }

  private static JsonNode passages(String agent) {
    return node.get("/v1/agents/" + agent + "/archival-memory").json();
  }

  @Test
  void insertStoresOnePassageAndReturnsNothing() {
    String agent = agent();

    JsonNode result =
        run(
            agent,
            "archival_memory_insert",
            Map.of("content", "Owls see at night.", "tags", List.of("owls")));

    assertEquals("success", result.get("status").asText(), result::toString);
    assertTrue(result.get("func_return").isNull(), result::toString);
    assertEquals("[]", result.get("stderr").toString());
    assertTrue(result.get("agent_state").isNull());
    assertEquals(1, passages(agent).size());
    assertEquals("Owls see at night.", passages(agent).at("/0/text").asText());
    assertEquals("[\"owls\"]", passages(agent).at("/0/tags").toString());
  }

  @Test
  void aKeyStoresOnePassageHoweverOftenTheRunIsSent() {
    String agent = agent();
    Map<String, Object> arguments = Map.of("content", "Said once.");

    Reply first = send(agent, "archival_memory_insert", arguments, "Idempotency-Key", "insert-1");
    Reply second = send(agent, "archival_memory_insert", arguments, "Idempotency-Key", "insert-1");

    assertEquals(first.body(), second.body());
    assertEquals("true", second.header("Idempotency-Replayed").orElse(""));
    assertEquals(1, passages(agent).size());
  }

  @Test
  void searchTellsTimesInTheAgentsZone() {
    String agent = agent();
    run(agent, "archival_memory_insert", Map.of("content", "Owls see at night.", "tags", "owls"));
    run(agent, "archival_memory_insert", Map.of("content", "Cats sleep.", "tags", "cats"));

    JsonNode found = run(agent, "archival_memory_search", Map.of("query", "owls at night"));
    JsonNode none =
        run(agent, "archival_memory_search", Map.of("query", "owls", "tags", List.of("dogs")));

    JsonNode best = found.at("/func_return/0");
    assertEquals("Owls see at night.", best.get("content").asText(), found::toString);
    assertEquals("[\"owls\"]", best.get("tags").toString());
    assertTrue(best.get("id").asText().startsWith("passage-"));
    assertTrue(best.get("timestamp").asText().endsWith("+05:30"), found::toString);
    assertTrue(best.at("/relevance/rrf_score").isNumber(), found::toString);
    assertEquals(1, best.at("/relevance/fts_rank").asInt());
    assertTrue(best.at("/relevance/vector_rank").isNull());
    assertEquals("[]", none.get("func_return").toString());
  }

  @Test
  void whatArchivalMemoryRefusesIsToldAsAnError() {
    String agent = agent();

    JsonNode blank = run(agent, "archival_memory_insert", Map.of("content", " "));
    JsonNode many = run(agent, "archival_memory_search", Map.of("query", "x", "top_k", 0));
    JsonNode missing = run(agent, "archival_memory_search", Map.of());

    assertTrue(error(blank).contains("ValueError: text: must not be blank"), blank::toString);
    assertTrue(error(many).contains("top_k"), many::toString);
    assertTrue(error(missing).contains("TypeError"), missing::toString);
    assertEquals(0, passages(agent).size());
  }

  private static String error(JsonNode result) {
    assertEquals("error", result.get("status").asText(), result::toString);
    assertTrue(result.get("func_return").isNull());
    return result.at("/stderr/0").asText();
  }

  @Test
  void aConversationIsSearchedByWordsRolesAndTimes() {
    String agent = agent();
    say(agent, "user", "Where do owls sleep?");
    say(agent, "assistant", "Owls sleep in old barns.");
    say(agent, "user", "And cats?");

    JsonNode found = run(agent, "conversation_search", Map.of("query", "barns")).get("func_return");
    JsonNode users =
        run(agent, "conversation_search", Map.of("query", "owls", "roles", List.of("user")))
            .get("func_return");
    JsonNode old =
        run(agent, "conversation_search", Map.of("query", "owls", "end_date", "2020-01-01"))
            .get("func_return");
    JsonNode newest = run(agent, "conversation_search", Map.of("limit", 1)).get("func_return");

    JsonNode best = found.at("/results/0");
    assertEquals(
        "Showing " + found.get("results").size() + " results:", found.get("message").asText());
    assertEquals("Owls sleep in old barns.", best.get("content").asText(), found::toString);
    assertEquals("assistant", best.get("role").asText());
    assertTrue(best.get("time_ago").asText().matches("\\d+s ago"), found::toString);
    assertTrue(best.get("timestamp").asText().endsWith("+05:30"), found::toString);
    assertEquals("hybrid", best.at("/relevance/search_mode").asText());
    users.get("results").forEach(one -> assertEquals("user", one.get("role").asText()));
    assertEquals("Where do owls sleep?", users.at("/results/0/content").asText());
    assertEquals("No results found.", old.get("message").asText());
    assertEquals("[]", old.get("results").toString());
    assertEquals("And cats?", newest.at("/results/0/content").asText(), newest::toString);
  }

  private static void say(String agent, String role, String text) {
    Reply reply =
        node.post(
            "/v1/agents/" + agent + "/messages/capture",
            Map.of("messages", List.of(Map.of("role", role, "content", text))));
    assertEquals(200, reply.status(), reply::toString);
  }
}
