package io.thoth.memory.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what was committed from the log into the file, beside the writer and without holding
 * anybody up. The writer does so itself after many pages and makes every write wait for it; with
 * this it finds little left to copy. One thread; when it cannot, the writer still does.
 */
final class SqliteCheckpoints implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteCheckpoints.class);
  private static final long PAUSE_MILLIS = 50;

  /** So many pages, 4 MB, are worth it. */
  private static final long PAGES = 1_024;

  private final SqliteConnection connection;
  private final Path file;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended;

  /**
   * @param ended is told when the connection is closed
   */
  SqliteCheckpoints(Path file, SqliteConnection connection, CountDownLatch ended) {
    this.file = file;
    this.connection = connection;
    this.ended = ended;
  }

  @Override
  public void run() {
    try {
      while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS)) {
        copy();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // nobody interrupts it but to end it
    } finally {
      end();
    }
  }

  private void copy() {
    try {
      if (state("noop") >= PAGES) {
        state("passive");
      }
    } catch (RuntimeException later) {
      log.debug("file={} the log is copied later: {}", file, later.getMessage());
    }
  }

  /** Does it in one of SQLite's ways; answers how many pages are only in the log then. */
  private long state(String mode) {
    return new SqliteTx(connection, false)
        .query(
            "pragma wal_checkpoint(" + mode + ")",
            row -> row.integer("log") - row.integer("checkpointed"))
        .getFirst();
  }

  private void end() {
    try {
      connection.close();
    } catch (SQLException cause) {
      log.warn("file={} the connection for checkpoints could not be closed", file, cause);
    } finally {
      ended.countDown();
    }
  }

  /** Ends it after the copy at work. */
  void close() {
    closed.countDown();
  }
}
