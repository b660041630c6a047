package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed gets into the file although the writer does not stop for it. */
class SqliteCheckpointsTest {
  private static final int BYTES = 12 << 20; // less than makes the writer copy by itself
  private static final int SOME = 64 << 10;
  private static final int ALL = 160 << 20;
  private static final int OWN_COPY = 62 << 20; // a log so long makes the writer copy by itself
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void theLogIsCopiedBesideTheWriter() throws IOException {
    Path file = folder.resolve("thoth.db");
    try (Sql sql = SqliteSql.open(SqliteConfig.at(file))) {
      sql.write("test", tx -> tx.update("create table large (bytes blob)"));
      sql.write("test", tx -> tx.update("insert into large values (zeroblob(?))", BYTES));

      long end = System.nanoTime() + PATIENCE.toNanos();
      while (Files.size(file) < BYTES && System.nanoTime() < end) {
        Thread.onSpinWait();
      }

      assertTrue(Files.size(file) >= BYTES, "only the log has it");
    }
  }

  @Test
  void theLogBeginsAnewWhileTheWriterGoesOn() throws IOException {
    Path file = folder.resolve("thoth.db");
    Path log = folder.resolve("thoth.db-wal");
    try (Sql sql = SqliteSql.open(SqliteConfig.at(file))) {
      sql.write("test", tx -> tx.update("create table busy (id integer primary key, bytes blob)"));
      for (int written = 0; written < ALL; written += SOME) {
        sql.write(
            "test", tx -> tx.update("insert or replace into busy values (1, zeroblob(?))", SOME));
      }

      assertTrue(Files.size(log) < OWN_COPY, "the writer had to copy everything by itself");
    }
  }
}
