package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of migrations, their order and their statements. */
class MigrationsTest {

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theListNamesEveryFileOfTheFolder(Dialect dialect) throws IOException, URISyntaxException {
    String name = dialect.migrations() + "/migrations.txt";
    Path list =
        Path.of(Objects.requireNonNull(getClass().getClassLoader().getResource(name)).toURI());

    List<String> listed =
        Migrations.of(dialect).all().stream().map(step -> step.name() + ".sql").toList();

    assertEquals(sqlFilesBeside(list), listed);
  }

  @Test
  void bothDatabasesHaveTheSameSteps() {
    assertEquals(names(Dialect.SQLITE), names(Dialect.POSTGRESQL));
  }

  private static List<String> names(Dialect dialect) {
    return Migrations.of(dialect).all().stream().map(Migration::name).toList();
  }

  private static List<String> sqlFilesBeside(Path list) throws IOException {
    try (Stream<Path> files = Files.list(list.resolveSibling(""))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".sql"))
          .sorted()
          .toList();
    }
  }

  @Test
  void everyStepOfTheProgramCanBeSplit() {
    for (Migration step : Migrations.of(Dialect.SQLITE).all()) {
      assertNotEquals(List.of(), step.statements(), step.name());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "db/test-absent, db/test-absent/migrations.txt is missing",
    "db/test-missing, db/test-missing/001_absent.sql is missing",
    "db/test-order, 001_note.sql is not in order",
    "db/test-name, note.sql is not called like 001_name.sql"
  })
  void aWrongListIsRefused(String folder, String message) {
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> Migrations.in(folder));

    assertTrue(String.valueOf(refusal.getMessage()).contains(message), refusal::toString);
  }

  @Test
  void aStatementEndsAtASemicolonThatEndsALine() {
    Migration step =
        new Migration(
            1,
            "001_split",
            """
            -- a comment; with one;
            create table a (
              b text default ';' -- this stays; it is no line of its own
            );

            CREATE TRIGGER c after insert on a begin
              update a set b = 1;
              delete from a;
            END;
            insert into a values (1);
            """);

    assertEquals(3, step.statements().size());
    assertTrue(step.statements().get(1).endsWith("END;"));
    assertEquals("insert into a values (1);", step.statements().get(2));
  }

  @Test
  void aStatementWithoutItsEndIsRefused() {
    Migration step = new Migration(1, "001_open", "create table a (b text)\n");

    assertThrows(IllegalStateException.class, step::statements);
  }

  @Test
  void theChecksumIsTheSameForEitherLineEnd() {
    Migration unix = new Migration(1, "001_a", "a;\nb;\n");
    Migration windows = new Migration(1, "001_a", "a;\r\nb;\r\n");
    Migration other = new Migration(1, "001_a", "a;\nc;\n");

    assertEquals(unix.checksum(), windows.checksum());
    assertNotEquals(unix.checksum(), other.checksum());
  }
}
