package io.thoth.memory.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which texts, tags and open objects can be kept. */
class TextsTest {
  private static String refusal(Executable call) {
    Fault fault = assertThrows(Fault.class, call);
    assertEquals(FaultKind.INVALID, fault.kind());
    return fault.getMessage();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "%_'\"\\;--",
        "\u202Eabc",
        "e\u0301",
        "\uD83D\uDE00",
        "\uD83D\uDE00\uD83D\uDE00",
        "\u0378",
        "\uFFFE",
        "\uE000",
        "\n\t\u0007",
        "\uFEFF"
      })
  void everyCharacterIsKeptAsItIs(String text) {
    assertEquals(text, Texts.storable("value", text));
  }

  @Test
  void nulIsDropped() {
    assertEquals("ab", Texts.storable("value", "\0a\0\0b\0"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uD800", "a\uD83D", "\uDE00", "\uDE00\uD83D", "\uD83D\uD83D\uDE00"})
  void halfOfAPairIsRefused(String text) {
    assertEquals(
        "value: holds an unpaired surrogate, which is not a character",
        refusal(() -> Texts.storable("value", text)));
  }

  @Test
  void lengthCountsCodePoints() {
    assertEquals(4, Texts.length("a\uD83D\uDE00e\u0301"));
  }

  @Test
  void aLineMayBeAsLongAsItsLimitInCharacters() {
    String most = "\uD83D\uDE00".repeat(5);

    assertEquals(most, Texts.line("label", most, 5));
    assertEquals(
        "label: must be 1 to 4 characters and not blank",
        refusal(() -> Texts.line("label", most, 4)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\t", "\u2003", "\u3000\u2028"})
  void aLineIsNotBlank(String text) {
    assertEquals(
        "label: must be 1 to 9 characters and not blank",
        refusal(() -> Texts.line("label", text, 9)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a\nb", "a\rb", "\u0007a", "a\u007f", "a\u0085b", "\u001b[31m"})
  void aLineHasNoControlCharacters(String text) {
    assertEquals(
        "label: must not hold control characters", refusal(() -> Texts.line("label", text, 9)));
  }

  @Test
  void aMissingLineIsRequired() {
    assertEquals("label: is required", refusal(() -> Texts.line("label", null, 9)));
  }

  @Test
  void tagsAreSortedAndKeptOnce() {
    assertEquals(List.of("%", "_", "a", "b"), Texts.tags("tags", List.of("b", "%", "a", "_", "b")));
  }

  @Test
  void noTagsAreAnEmptyList() {
    assertEquals(List.of(), Texts.tags("tags", null));
    assertEquals(List.of(), Texts.tags("tags", List.of()));
  }

  @Test
  void aThousandTagsAreTheMost() {
    List<String> thousand = IntStream.range(0, 1_000).mapToObj(i -> "tag " + i).toList();

    assertEquals(1_000, Texts.tags("tags", thousand).size());
    assertEquals(
        "tags: must be at most 1000 tags",
        refusal(() -> Texts.tags("tags", Collections.nCopies(1_001, "same"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a\nb"})
  void aBadTagIsRefused(String tag) {
    assertEquals("tags: ", refusal(() -> Texts.tags("tags", List.of("a", tag))).substring(0, 6));
  }

  @Test
  void anOpenObjectIsKeptAsItIs() {
    Map<String, Object> object = Json.object("{\"null\": null, \"list\": [1, {\"%\": true}]}");

    assertEquals(object, Texts.object("metadata", object));
    assertNull(Texts.object("metadata", null));
  }

  @Test
  void keysAtEveryDepthMustBeStorable() {
    String nul = "metadata: has a key with a NUL character";

    assertEquals(nul, refusal(() -> Texts.object("metadata", Map.of("\0", 1))));
    assertEquals(nul, refusal(() -> Texts.object("metadata", Map.of("a", Map.of("b\0", 1)))));
    assertEquals(
        nul, refusal(() -> Texts.object("metadata", Map.of("a", List.of(Map.of("\0", 1))))));
    assertEquals(
        "metadata: holds an unpaired surrogate, which is not a character",
        refusal(() -> Texts.object("metadata", Map.of("\uD800", 1))));
  }

  @Test
  void numbersMustBeFinite() {
    assertEquals(
        "metadata: has a number too large to be kept",
        refusal(() -> Texts.object("metadata", Map.of("n", List.of(Double.NEGATIVE_INFINITY)))));
  }
}
