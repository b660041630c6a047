package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Searches for a part of a text find the same letters on every {@link Sql}. */
abstract class CaselessContract extends SqlFixture {
  private List<String> found(@Nullable String part, String... texts) {
    sql.write(
        "test.texts",
        tx -> {
          for (String text : texts) {
            tx.update("insert into kind (t, n, f) values (?, 0.5, 0)", text);
          }
          return texts.length;
        });
    Conditions where = new Conditions("n > 0").containing("t", part);
    return sql.read(
        "test.find",
        tx ->
            tx.query(
                "select t from kind where " + where.text() + " order by t",
                row -> row.text("t"),
                where.arguments()));
  }

  @ParameterizedTest
  @CsvSource({
    "Byte, a BYTE b",
    "ÄRGER, ärgerlich",
    "ärger, VERÄRGERT",
    "çelik, ÇELİK ÇELIK",
    "ΟΔΟΣ, οδος",
    "οδός, ΗΟΔΌΣ",
    "ПРИВЕТ, привет мир",
    "ｆｕｌｌ, ＦＵＬＬ",
    "𐐀𐐁, 𐐨𐐩",
    "kelvin, 273 Kelvin",
    "ǆ, ǅ",
    "STRAẞE, straße"
  })
  void theCaseOfLettersDoesNotCount(String part, String text) {
    assertEquals(List.of(text), found(part, text, "something else"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%", "_", "\\", ".", "*", "?", "[a]", "(b|c)", "^d$", "+", "{2}", "a{2}", "***:", "(?i)x",
        "-", "&&", "#", "'", "\"", "\n", "\t", " ", "~", "/", "🐎", "日本", "\\d", "\\Q", "e\u0301"
      })
  void signsMeanThemselves(String part) {
    String text = "<" + part + ">";

    assertEquals(List.of(text), found(part, text, "xxabbbcccddd"));
  }

  @Test
  void accentsCount() {
    assertEquals(List.of("resume"), found("RESUME", "résumé", "resume"));
  }

  @Test
  void aTextThatIsMissingIsNotFound() {
    sql.write("test.null", tx -> tx.update("insert into kind (t, n, f) values (null, 1.0, 0)"));

    assertEquals(List.of("a"), found("a", "a"));
  }

  @Test
  void aLongPartIsFound() {
    String part = "Ωa".repeat(5_000);

    assertEquals(List.of("x" + part), found(part.toUpperCase(Locale.ROOT), "x" + part, "Ωa"));
  }
}
