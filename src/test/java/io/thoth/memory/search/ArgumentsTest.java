package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the records of the API refuse. */
class ArgumentsTest {
  @ParameterizedTest
  @ValueSource(floats = {0, 0.5f, 2, Float.NaN, Float.POSITIVE_INFINITY})
  void onlyAVectorOfUnitLengthIsTaken(float length) {
    float[] vector = {0, length};

    refused("vector", () -> Documents.pointing("a", vector));
    refused("vector", () -> Documents.towards(1, vector));
  }

  @Test
  void aVectorRoundedByItsEmbedderIsTaken() {
    assertEquals(1, Documents.index(2, Documents.pointing("a", 0.6004f, 0.8f)).size());
  }

  @Test
  void anEmptyIdIsRefused() {
    refused("id", () -> Documents.saying("", "text"));
  }

  @Test
  void aDocumentKeepsItsTagsWhenTheCallerChangesTheList() {
    List<String> tags = new ArrayList<>(List.of("a"));
    Document document = new Document("id", 0, "", null, tags, 0, null);

    tags.clear();

    assertEquals(List.of("a"), document.tags());
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void aLimitBelowOneIsTheCallersFault(int limit) {
    Fault fault = assertThrows(Fault.class, () -> Documents.words("cat", limit));

    assertTrue(fault.getMessage().startsWith("limit"), fault.getMessage());
  }

  @Test
  void aTimeRangeUpsideDownIsTheCallersFault() {
    Fault fault = assertThrows(Fault.class, () -> new Filter(Set.of(), Filter.TagMatch.ANY, 2, 1));

    assertTrue(fault.getMessage().startsWith("from"), fault.getMessage());
  }

  @Test
  void aDenseSearchWithoutAVectorIsRefused() {
    refused("vector", () -> new SearchQuery("cat", null, Filter.NONE, 1, SearchQuery.Mode.DENSE));
  }

  @Test
  void rankingsOutOfRangeAreRefused() {
    refused("k1", () -> new Ranking.Bm25(-0.1, 0.4));
    refused("b", () -> new Ranking.Bm25(0.9, 1.1));
    refused("listSize", () -> new Ranking.Mix(0, 0.5, 0.5, 5));
    refused("dense", () -> new Ranking.Mix(1, Double.NaN, 0.5, 5));
    refused("lexical", () -> new Ranking.Mix(1, 0.5, Double.POSITIVE_INFINITY, 5));
    refused("fullTrust", () -> new Ranking.Mix(1, 0.5, 0.5, -1));
    refused("adjacent", () -> new Ranking.Neighbours(-1, 0, Duration.ZERO));
    refused("second", () -> new Ranking.Neighbours(0, -1, Duration.ZERO));
    refused("maximumGap", () -> new Ranking.Neighbours(0, 0, Duration.ofSeconds(-1)));
  }

  private static void refused(String field, Executable call) {
    var refusal = assertThrows(IllegalArgumentException.class, call);
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(field), refusal.getMessage());
  }
}
