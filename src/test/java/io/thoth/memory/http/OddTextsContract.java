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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Texts that look hostile but are legal mean themselves, in every place that takes a text: nothing
 * in them is a wildcard, an escape or a piece of a statement.
 */
abstract class OddTextsContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
    texts().forEach(OddTextsContract::make);
  }

  private static void make(String text) {
    Map<String, Object> body =
        Map.of(
            "label", text,
            "value", text,
            "description", text,
            "tags", List.of(text),
            "metadata", Map.of(text, List.of(text)));
    Reply reply = node.post("/v1/blocks/", body);
    assertEquals(200, reply.status(), reply::toString);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<String> texts() {
    return OddTexts.all();
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aLabelFindsExactlyItsBlock(String text) {
    assertEquals(Set.of(text), found("label=" + escaped(text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aTagFindsExactlyItsBlock(String text) {
    assertEquals(Set.of(text), found("tags=" + escaped(text)));
    assertEquals(Set.of(text), found("match_all_tags=true&tags=" + escaped(text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void aSearchFindsExactlyWhatContainsItsText(String text) {
    Set<String> containing = OddTexts.containing(text);

    assertTrue(containing.contains(text));
    assertEquals(containing, found("label_search=" + escaped(text)));
    assertEquals(containing, found("value_search=" + escaped(text)));
    assertEquals(containing, found("description_search=" + escaped(text)));
  }

  @ParameterizedTest
  @MethodSource("texts")
  void everyFieldIsGivenBackAsItWasSent(String text) {
    JsonNode block = blocks("label=" + escaped(text)).getFirst();

    assertEquals(text, block.get("label").asText());
    assertEquals(text, block.get("value").asText());
    assertEquals(text, block.get("description").asText());
    assertEquals(text, block.at("/tags/0").asText());
    assertEquals(text, block.get("metadata").get(text).get(0).asText());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void replaceTakesItLiterally(String text) {
    Reply made =
        node.post("/v1/blocks/", Map.of("label", "scratch", "value", "<" + text + ">$1\\1"));
    String path = "/v1/blocks/" + made.json().get("id").asText();

    Reply reply =
        node.post(
            path + "/replace",
            Map.of("old_content", "<" + text + ">", "new_content", "$0\\" + text));

    assertEquals("$0\\" + text + "$1\\1", reply.json().get("value").asText());
    assertEquals(200, node.delete(path).status());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void anAgentTakesItAndIsFoundByItsTag(String text) {
    Map<String, Object> body =
        Map.of(
            "name", "odd",
            "system", text,
            "tags", List.of("agent " + text),
            "metadata", Map.of(text, text),
            "memory_blocks", List.of(Map.of("label", "x" + text, "value", text, "hidden", true)));
    Reply made = node.post("/v1/agents/", body);
    assertEquals(200, made.status(), made::toString);
    String path = "/v1/agents/" + made.json().get("id").asText();

    JsonNode read = node.get(path).json();
    JsonNode tagged = node.get("/v1/agents/?tags=" + escaped("agent " + text)).json();
    JsonNode named = node.get("/v1/agents/?name=" + escaped(text)).json();

    assertEquals(text, read.get("system").asText());
    assertEquals(text, read.get("metadata").get(text).asText());
    assertEquals("x" + text, read.at("/blocks/0/label").asText());
    assertEquals(1, tagged.size());
    assertEquals(0, named.size());
    assertEquals(200, node.delete(path).status());
  }

  @ParameterizedTest
  @MethodSource("texts")
  void theListOfTagsHasItAndIsSearchedLiterally(String text) {
    JsonNode tags = node.get("/v1/tags/?limit=1000&query_text=" + escaped(text)).json();

    Set<String> containing = OddTexts.containing(text);
    assertEquals(
        containing,
        DescribedRoute.elements(tags).map(JsonNode::asText).collect(Collectors.toSet()));
  }

  private static Set<String> found(String query) {
    return blocks(query).stream()
        .map(block -> block.get("label").asText())
        .collect(Collectors.toSet());
  }

  private static List<JsonNode> blocks(String query) {
    Reply reply = node.get("/v1/blocks/?limit=1000&" + query);
    assertEquals(200, reply.status(), reply::toString);
    Stream<JsonNode> blocks = DescribedRoute.elements(reply.json());
    return blocks.toList();
  }
}
