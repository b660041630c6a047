package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bringing a SQLite file from one schema to the next. */
class SqliteMigrationTest {
  private static final Migrations FIRST = Migrations.in("db/test-first");
  private static final Migrations SECOND = Migrations.in("db/test-second");
  private static final Migrations CHANGED = Migrations.in("db/test-changed");
  private static final Migrations FAILING = Migrations.in("db/test-failing");
  private static final Migrations ORPHANING = Migrations.in("db/test-orphaning");

  @TempDir Path folder;
  private SqliteSql sql;

  @BeforeEach
  void open() {
    sql = SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")));
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private static List<String> names(List<Migration> steps) {
    return steps.stream().map(Migration::name).toList();
  }

  private long number(String statement) {
    return sql.read("test.number", tx -> tx.number(statement));
  }

  private List<String> copies() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.contains(".before-"))
          .toList();
    }
  }

  @Test
  void aNewDatabaseGetsEveryStepOnceAndNoCopyIsMade() throws IOException {
    assertEquals(List.of("001_note", "002_reply"), names(sql.migrate(SECOND)));

    assertEquals(List.of(), sql.migrate(SECOND));
    assertEquals(
        2, number("select count(*) from schema_version where applied_at > 1700000000000000"));
    assertEquals(0, number("select count(*) from reply"));
    assertEquals(List.of(), copies());
  }

  @Test
  void aPlanChangesNothing() {
    sql.migrate(FIRST);

    assertEquals(List.of("002_reply"), names(sql.plan(SECOND)));

    assertEquals(List.of("002_reply"), names(sql.plan(SECOND)));
    assertEquals(1, number("select count(*) from schema_version"));
  }

  @Test
  void aDatabaseWithContentIsCopiedBeforeItIsChanged() throws IOException {
    sql.migrate(FIRST);
    sql.write("test.insert", tx -> tx.update("insert into note (id, body) values (7, 'seven')"));

    sql.migrate(SECOND);

    assertEquals(List.of("thoth.db.before-002_reply"), copies());
    try (SqliteSql copy = SqliteSql.open(SqliteConfig.at(folder.resolve(copies().getFirst())))) {
      assertEquals(List.of("002_reply"), names(copy.plan(SECOND)));
      assertEquals(7, copy.<Long>read("test.copy", tx -> tx.number("select id from note")));
    }
  }

  @Test
  void rebuildingATableKeepsTheRowsThatReferToIt() {
    sql.migrate(SECOND);
    sql.write(
        "test.insert",
        tx ->
            tx.update("insert into note (id, body) values (1, 'one')")
                + tx.update("insert into reply (id, note) values (1, 1)"));

    sql.migrate(Migrations.in("db/test-third"));

    assertEquals(1, number("select count(*) from reply join note on note.id = reply.note"));
    assertThrows(
        ConstraintViolation.class,
        () -> sql.write("test.orphan", tx -> tx.update("insert into reply values (2, 99)")));
  }

  @Test
  void aNewerDatabaseIsRefused() {
    sql.migrate(SECOND);

    assertRefused(FIRST, "newer than this program: it has had migration 002_reply");
  }

  @Test
  void aFileThatWasChangedAfterItWasAppliedIsRefused() {
    sql.migrate(FIRST);

    assertRefused(CHANGED, "migration 001_note is not the one the database has had");
  }

  @Test
  void aStepBeforeOneThatWasAppliedIsRefused() {
    sql.migrate(Migrations.in("db/test-gap"));

    assertRefused(SECOND, "migration 002_reply, which is not the next one of this program");
  }

  private void assertRefused(Migrations migrations, String message) {
    long before = number("select count(*) from schema_version");
    IllegalStateException refusal =
        assertThrows(IllegalStateException.class, () -> sql.migrate(migrations));
    String line = String.valueOf(refusal.getMessage());
    assertTrue(line.contains(message), line);
    assertEquals(1, line.lines().count(), line);
    assertEquals(before, number("select count(*) from schema_version"));
  }

  @Test
  void aFailingStepLeavesNothingAndTheStepsBeforeItStay() throws IOException {
    sql.migrate(FIRST);

    assertRefused(FAILING, "migration 002_failing failed and was undone");

    assertEquals(0, number("select count(*) from sqlite_schema where name = 'half'"));
    assertEquals(List.of("002_reply"), names(sql.migrate(SECOND)));
    assertFalse(copies().isEmpty());
  }

  @Test
  void aStepThatLosesParentsIsUndone() {
    sql.migrate(SECOND);
    sql.write(
        "test.insert",
        tx ->
            tx.update("insert into note (id, body) values (1, 'one')")
                + tx.update("insert into reply (id, note) values (1, 1)"));

    assertRefused(ORPHANING, "rows of reply lost their parent");

    assertEquals(1, number("select count(*) from note"));
  }
}
