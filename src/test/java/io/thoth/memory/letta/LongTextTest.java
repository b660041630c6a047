package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LongTextTest {
  private static final String OWL = "\uD83E\uDD89";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'One twos.\n\nThree. Four five'  | 20 | 'One twos.\n\n'        | 'Three. Four five'",
        "'One two.\r\n\r\nThree. Four'   | 20 | 'One two.\r\n\r\n'    | 'Three. Four'",
        "'One two three.\nFour. Fivesix' | 21 | 'One two three.\n'    | 'Four. Fivesix'",
        "'One two three. Four five six'  | 21 | 'One two three. '     | 'Four five six'",
        "'One two three four five six'   | 21 | 'One two three four ' | 'five six'",
        "'abcdefghijklmnopqrstuvwxyz'    | 20 | 'abcdefghijklmnopqrst' | 'uvwxyz'",
        "'A.\n\nAnd now a long sentence' | 20 | 'A.\n\nAnd now a long ' | 'sentence'"
      })
  void aTextIsCutAtTheLastEndOfAParagraphALineASentenceOrAWord(
      String text, int most, String first, String second) {
    assertEquals(List.of(first, second), LongText.parts(text, most));
  }

  @Test
  void aTextThatFitsIsOnePart() {
    assertEquals(List.of("a".repeat(20)), LongText.parts("a".repeat(20), 20));
    assertEquals(List.of(OWL.repeat(20)), LongText.parts(OWL.repeat(20), 20));
    assertEquals(2, LongText.parts(OWL.repeat(21), 20).size());
  }

  @Test
  void whatIsOneCharacterForAPersonIsNotCut() {
    String family = "\uD83D\uDC69\u200D\uD83D\uDC67";

    List<String> parts = LongText.parts("e\u0301".repeat(3) + family.repeat(9), 10);

    assertEquals("e\u0301".repeat(3) + family, parts.getFirst());
  }

  @Test
  void partsThatAreBlankAreLeftOut() {
    assertEquals(List.of("a" + " ".repeat(19)), LongText.parts("a" + " ".repeat(50), 20));
    assertEquals(List.of("b"), LongText.parts(" ".repeat(40) + "b", 20));
    assertEquals(List.of(), LongText.parts(" ".repeat(50), 20));
  }

  @Test
  void nothingIsLostAndNoPartIsTooLong() {
    Random random = new Random(3);
    String[] pieces = {"word", " ", ". ", "\n", "\n\n", "! ", OWL, "e\u0301", "\u3002", "\u4E2D"};
    for (int round = 0; round < 500; round++) {
      StringBuilder text = new StringBuilder("x");
      for (int i = random.nextInt(200); i > 0; i--) {
        text.append(pieces[random.nextInt(pieces.length)])
            .append(random.nextInt(9) == 0 ? "" : "x");
      }
      int most = 10 + random.nextInt(40);

      List<String> parts = LongText.parts(text.toString(), most);

      assertEquals(text.toString(), String.join("", parts));
      for (String part : parts) {
        assertTrue(Texts.length(part) <= most, part);
        assertFalse(Character.isLowSurrogate(part.charAt(0)), part);
        assertFalse(Character.isHighSurrogate(part.charAt(part.length() - 1)), part);
      }
    }
  }

  @Test
  void thirtyMegabytesTakeSeconds() {
    String text = "An owl sat there. ".repeat(30_000_000 / 18);

    List<String> parts = assertTimeout(Duration.ofSeconds(10), () -> LongText.parts(text, 32_768));

    assertTrue(parts.size() < 1_000, () -> parts.size() + " parts");
  }
}
