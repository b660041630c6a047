package io.thoth.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.support.Postgres;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrateCommandTest {
  @TempDir Path folder;

  private static String said(SqlConfig store, String... words) {
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    MigrateCommand.of(words, store).run(new PrintStream(said, true, StandardCharsets.UTF_8));
    return said.toString(StandardCharsets.UTF_8);
  }

  @Test
  void aDryRunPrintsTheStatementsAndChangesNothing() {
    Path file = folder.resolve("thoth.db");
    SqlConfig sqlite = SqliteConfig.at(file);
    SqlConfig postgres = Postgres.shared().config(Postgres.freshSchema());

    String onSqlite = said(sqlite, "--dry-run");
    String onPostgres = said(postgres, "--dry-run");

    assertTrue(onSqlite.contains("-- 001_journal") && onSqlite.contains("create table journal"));
    assertTrue(onPostgres.contains("create table passage (") && onPostgres.contains("bytea"));
    assertFalse(Files.exists(file));
    assertEquals(onPostgres, said(postgres, "--dry-run"));
  }

  @Test
  void whatIsAppliedIsNamedAndAppliedOnce() {
    SqlConfig postgres = Postgres.shared().config(Postgres.freshSchema());

    String first = said(postgres);

    assertTrue(first.contains("002_core"), first);
    assertTrue(said(postgres).startsWith("0 migrations applied"), first);
    assertTrue(said(postgres, "--dry-run").startsWith("0 migrations would be applied"), first);
  }

  @Test
  void anotherWordIsRefused() {
    SqlConfig sqlite = SqliteConfig.at(folder.resolve("thoth.db"));

    assertThrows(ConfigFault.class, () -> said(sqlite, "--force"));
  }
}
