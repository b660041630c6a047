package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlaceholdersTest {
  private final Placeholders placeholders = new Placeholders();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "select 1 | select 1",
        "a = ? and b = ? | a = $1 and b = $2",
        "a in (?, ?, ?) | a in ($1, $2, $3)",
        "a = '?' and b = ? | a = '?' and b = $1",
        "a = 'it''s ?' and b = ? | a = 'it''s ?' and b = $1",
        "\"odd?name\" = ? | \"odd?name\" = $1",
        "a /* why? */ = ? | a /* why? */ = $1",
        "a - ? -- why? | a - $1 -- why?"
      })
  void onlyPlaceholdersAreNumbered(String given, String numbered) {
    assertEquals(numbered, placeholders.numbered(given));
  }

  @Test
  void aCommentEndsWithItsLine() {
    assertEquals("a -- ?\n = $1", placeholders.numbered("a -- ?\n = ?"));
  }

  @Test
  void aStatementIsNumberedOnce() {
    String first = placeholders.numbered("select ?");

    assertSame(first, placeholders.numbered("select ?"));
  }
}
