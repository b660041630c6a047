package io.thoth.memory.http;

import static io.thoth.memory.http.OddTexts.escaped;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** As {@link OddTextsTest}, for archives, passages and the search in them. */
abstract class OddPassagesContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  @SuppressWarnings("NullAway.Init") // by begin
  private static String agent;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
    String id = sent("POST", "/v1/agents/", Map.of("name", "odd")).get("id").asText();
    agent = "/v1/agents/" + id;
    for (String text : texts()) {
      sent("POST", "/v1/archives/", Map.of("name", "<" + text + ">"));
      sent(
          "POST",
          agent + "/archival-memory",
          Map.of("text", text, "tags", List.of(text), "metadata", Map.of(text, text)));
      sent(
          "POST",
          agent + "/archival-memory",
          Map.of("text", "owl", "tags", List.of("owl", "owl " + text)));
    }
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<String> texts() {
    return OddTexts.all();
  }

  private static JsonNode sent(String method, String path, Object body) {
    Reply reply = node.send(method, path, body);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static JsonNode got(String path) {
    Reply reply = node.get(path);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private static Set<String> each(JsonNode array, String pointer) {
    return DescribedRoute.elements(array)
        .map(item -> item.at(pointer).asText())
        .collect(Collectors.toSet());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aNameFindsExactlyItsArchive(String text) {
    JsonNode archives = got("/v1/archives/?name=" + escaped("<" + text + ">"));

    assertEquals(Set.of("<" + text + ">"), each(archives, "/name"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aSearchOfTheListFindsExactlyWhatContainsIt(String text) {
    JsonNode found = got(agent + "/archival-memory?limit=1000&search=" + escaped(text));

    assertEquals(OddTexts.containing(text), each(found, "/text"));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTagFindsExactlyItsPassageWhateverTheWords(String text) {
    JsonNode everywhere =
        sent(
            "POST",
            "/v1/passages/search",
            Map.of("tags", List.of(text), "tag_match_mode", "all", "limit", 100));

    assertEquals(Set.of(text), each(everywhere, "/passage/text"));
    assertEquals(text, everywhere.at("/0/passage/tags/0").asText());
    assertEquals(text, everywhere.get(0).at("/passage/metadata").get(text).asText());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTagNarrowsASearchToItsPassage(String text) {
    String tags = "&tag_match_mode=all&tags=owl&tags=" + escaped("owl " + text);

    JsonNode found = got(agent + "/archival-memory/search?query=owl" + tags).get("results");

    assertEquals(1, found.size());
    assertTrue(each(found.at("/0/tags"), "").contains("owl " + text), found::toString);
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyTextIsAQuestion(String text) {
    Reply byAgent = node.get(agent + "/archival-memory/search?explain=true&query=" + escaped(text));
    Reply everywhere = node.post("/v1/passages/search", Map.of("query", text, "explain", true));

    assertEquals(200, byAgent.status(), byAgent::toString);
    assertEquals(200, everywhere.status(), everywhere::toString);
  }
}
