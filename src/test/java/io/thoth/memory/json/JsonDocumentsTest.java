package io.thoth.memory.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is a document at all. */
class JsonDocumentsTest {
  @Test
  void nulCharactersAreDroppedFromStrings() {
    assertEquals(
        "ab",
        JsonTest.convert("{\"text\": \"a\\u0000b\\u0000\"}", JsonTest.Everything.class).text());
    assertEquals("", JsonTest.convert("{\"text\": \"\\u0000\"}", JsonTest.Everything.class).text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{}}",
        "{} {}",
        "[1,]",
        "{'a':1}",
        "{a:1}",
        "{\"a\":1,}",
        "NaN",
        "Infinity",
        "-Infinity",
        "01",
        ".5",
        "0x1",
        "+1",
        "tru",
        "\"\n\"",
        "\"\u0000\"",
        "// c\n{}",
        "/**/{}",
        "\u001f\u008b",
        "{\"a\":1,\"a\":2}",
        "{\"o\":{\"a\":1,\"a\":2}}"
      })
  void whatIsNoJsonIsRefused(String document) {
    Fault fault =
        assertThrows(Fault.class, () -> Json.parse(document.getBytes(StandardCharsets.UTF_8)));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals("body: ", fault.getMessage().substring(0, 6));
  }

  @Test
  void bytesThatAreNotUtf8AreRefused() {
    byte[] latin = "\"é\"".getBytes(StandardCharsets.ISO_8859_1);

    Fault fault = assertThrows(Fault.class, () -> Json.parse(latin));

    assertEquals("body: is not valid UTF-8", fault.getMessage());
  }

  @Test
  void theReplacementCharacterItselfIsACharacter() {
    assertEquals("\uFFFD", Json.parse("\"\uFFFD\"".getBytes(StandardCharsets.UTF_8)).asText());
  }

  @Test
  void aByteOrderMarkIsSkipped() {
    assertEquals("a", Json.parse("\uFEFF\"a\"".getBytes(StandardCharsets.UTF_8)).asText());
  }

  @Test
  void strangersNestAtMostAHundredDeepButWhatWrapsTheirWordsMayNestDeeper() {
    String hundred = "[".repeat(100) + "]".repeat(100);
    String more = "[" + hundred + "]";

    assertEquals(1, Json.parse(hundred.getBytes(StandardCharsets.UTF_8)).size());
    Fault fault =
        assertThrows(Fault.class, () -> Json.parse(more.getBytes(StandardCharsets.UTF_8)));

    assertTrue(fault.getMessage().contains("nests deeper than 100 levels"), fault::getMessage);
    assertEquals(1, Json.object("{\"a\":" + more + "}").size());
  }
}
