package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.json.Json;
import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Letta has passages that are longer than a passage may be here; nothing of them is lost. */
class LongPassageTest extends MovingMemory {
  private static final int LIMIT = 32_768;
  private static final String EXACT = "passage-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a01";
  private static final String LONG = "passage-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a02";
  private static final String SENTENCE = "The owl \uD83E\uDD89 sat on the old bridge all night. ";
  private static final String TEXT = SENTENCE.repeat(2_000);

  @TempDir Path folder;

  @Override
  Map<String, String> empty() {
    return Map.of("THOTH_DATA_DIR", folder.toString());
  }

  private String list() {
    return "/v1/agents/" + memory.ada() + "/archival-memory";
  }

  private Map<String, Object> passage(String id, String text) {
    return Map.of(
        "id",
        id,
        "text",
        text,
        "archive_id",
        memory.papers(),
        "tags",
        List.of("owls"),
        "metadata",
        Map.of("page", 7),
        "created_at",
        "2024-05-06T07:08:09.000001Z");
  }

  /** The old server tells of these passages of hers and no others. */
  private void tell(List<Map<String, Object>> passages) {
    String all = Json.write(passages);
    old.can(
        target ->
            target.startsWith(list())
                ? new Canned(200, target.contains("after=") ? "[]" : all)
                : null);
  }

  private List<JsonNode> here() {
    try (TestNode node = destination.node()) {
      JsonNode told = OldMemory.done(node.get(list() + "?ascending=true&limit=100")).json();
      return StreamSupport.stream(told.spliterator(), false).toList();
    }
  }

  private static List<String> texts(List<JsonNode> passages) {
    return passages.stream().map(one -> one.get("text").asText()).toList();
  }

  @Test
  void oneThatJustFitsStaysWhole() {
    String text = "\uD83E\uDD89".repeat(LIMIT);
    tell(List.of(passage(EXACT, text)));

    destination.bring(old);

    List<JsonNode> here = here();
    assertEquals(List.of(text), texts(here));
    assertEquals(EXACT, here.getFirst().get("id").asText());
    assertEquals(Map.of("page", 7), Json.convert(here.getFirst().get("metadata"), Map.class));
  }

  @Test
  void oneThatIsLongerComesInPartsWithEverythingThatIsIts() {
    tell(List.of(passage(EXACT, "before"), passage(LONG, TEXT)));

    Report report = destination.bring(old);

    List<JsonNode> here = here();
    List<JsonNode> parts = here.subList(1, here.size());
    assertEquals(3, parts.size());
    assertEquals(TEXT, String.join("", texts(parts)));
    assertEquals(LONG, parts.getLast().get("id").asText());
    for (int i = 0; i < parts.size(); i++) {
      JsonNode part = parts.get(i);
      assertTrue(part.get("text").asText().endsWith("all night. "));
      assertEquals("owls", part.at("/tags/0").asText());
      assertEquals("2024-05-06T07:08:09.000001Z", part.get("created_at").asText());
      assertEquals(
          Map.of("page", 7, "part_of", LONG, "part", i + 1 + " of 3"),
          Json.convert(part.get("metadata"), Map.class));
    }
    assertTrue(
        report
            .lines()
            .contains(
                "changed: 1 passages: longer than 32,768 characters, so here as 3; the metadata of"
                    + " each says part_of which passage it is"),
        report::toString);
    assertTrue(
        report.lines().stream().anyMatch(line -> line.matches("passages +122 carried +0 here.*")),
        report::toString);
  }

  @Test
  void oneThatIsLongerByBlanksOnlyIsNoPart() {
    tell(List.of(passage(LONG, "owls" + " ".repeat(LIMIT))));

    Report report = destination.bring(old);

    List<JsonNode> here = here();
    assertEquals(List.of("owls"), texts(here).stream().map(String::strip).toList());
    assertEquals(LONG, here.getFirst().get("id").asText());
    assertEquals(Map.of("page", 7), Json.convert(here.getFirst().get("metadata"), Map.class));
    assertEquals(List.of(), report.changed());
  }

  @Test
  void aRepeatedImportChangesNothing() {
    tell(List.of(passage(LONG, TEXT)));
    destination.bring(old);
    StoredRows before = destination.rows();

    destination.bring(old);

    assertEquals(before, destination.rows());
  }

  /** A Letta answers an empty page after an id that it never had, as if there was no more. */
  @Test
  void anInterruptedImportGoesOnAfterAPassageThatTheOldServerKnows() {
    tell(List.of(passage(LONG, TEXT)));
    String first = Json.write(List.of(passage(LONG, TEXT)));
    String second = Json.write(List.of(passage(EXACT, "after")));
    Set<String> failing = new HashSet<>(Set.of("after=" + LONG));
    List<String> cursors = new ArrayList<>();
    old.can(
        target -> {
          if (!target.startsWith(list())) {
            return null;
          }
          String after = target.contains("after=") ? target.replaceFirst(".*after=", "") : "";
          cursors.add(after);
          if (failing.contains("after=" + after)) {
            return new Canned(500, "{}");
          }
          return new Canned(200, after.isEmpty() ? first : after.equals(LONG) ? second : "[]");
        });
    assertThrows(LettaProblem.class, () -> destination.bring(old));
    failing.clear();
    cursors.clear();

    destination.bring(old);

    assertEquals(List.of(LONG, EXACT), cursors);
    List<String> texts = texts(here());
    assertEquals(TEXT + "after", String.join("", texts));
    assertEquals(4, texts.size());
  }

  @Test
  void oneThatCannotBeTakenIsNotTakenInParts() {
    String told =
        Json.write(List.of(passage(EXACT, "before"), passage(LONG, "@")))
            .replace("\"@\"", "\"" + TEXT + "\\ud83e\"");
    old.can(
        target ->
            target.startsWith(list())
                ? new Canned(200, target.contains("after=") ? "[]" : told)
                : null);

    Report report = destination.bring(old);

    assertEquals(List.of("before"), texts(here()));
    assertTrue(
        report.lines().stream().anyMatch(line -> line.contains(LONG + ": text: holds an unpaired")),
        report::toString);
  }
}
