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
}
