package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is committed gets into the file although the writer does not stop for it. */
class SqliteCheckpointsTest {
  private static final int BYTES = 12 << 20; // less than makes the writer copy by itself
  private static final int SOME = 64 << 10;
  private static final int ALL = 160 << 20;
  private static final int OWN_COPY = 62 << 20; // a log so long makes the writer copy by itself
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Bytes of a log that is copied as a whole. */
  private static final int LONG_LOG = 40 << 20;

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

  /** The writer is held up, so that the rest of the log that it has to copy stays due. */
  @Test
  void longWorkWaitsForTheRestOfTheLog() throws InterruptedException {
    try (Sql sql = SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")))) {
      sql.write("test", tx -> tx.update("create table large (bytes blob)"));
      boolean waited = false;

      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!waited && System.nanoTime() < end) {
        sql.write("test", tx -> tx.update("insert into large values (zeroblob(?))", LONG_LOG));
        Caller.Gate gate = new Caller.Gate();
        Caller held = Caller.of(() -> sql.write("test", _ -> gate.pass()));
        gate.awaitBegun();
        for (int i = 0; i < 200 && !waited; i++) {
          waited = waits(sql);
        }
        gate.open();
        held.done();
      }

      assertTrue(waited, "it never waited");
    }
  }

  /** The rest is copied after the next write, which is the long work's own. */
  @Test
  void longWorkGoesOnWhereNobodyElseWrites() {
    try (Sql sql = SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")))) {
      sql.write("test", tx -> tx.update("create table large (bytes blob)"));
      sql.write("test", tx -> tx.update("insert into large values (zeroblob(?))", LONG_LOG));

      long end = System.nanoTime() + PATIENCE.toNanos();
      int calm = 0;
      while (calm < 20 && System.nanoTime() < end) {
        calm = waits(sql) ? 0 : calm + 1;
      }

      assertTrue(calm == 20, "it waits for a write that does not come");
    }
  }

  private static boolean waits(Sql sql) {
    long begin = System.nanoTime();
    sql.awaitCalm();
    boolean waited = System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(20);
    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    return waited;
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
