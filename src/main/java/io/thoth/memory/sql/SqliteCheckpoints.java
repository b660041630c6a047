package io.thoth.memory.sql;

import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies what was committed from the log into the file, beside the writer and without holding
 * anybody up. While the writer goes on, a copy is never complete when it ends, and the log only
 * begins anew after a complete one; so when it is long, copies follow each other until little is
 * left, and the writer is asked to copy that little itself. One thread; when it cannot, the writer
 * copies everything after very many pages, and every write waits for it.
 */
final class SqliteCheckpoints implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteCheckpoints.class);
  private static final long PAUSE_MILLIS = 50;

  /** So many pages, 4 MB, are worth it. */
  private static final long PAGES = 2_048;

  /** A log of 32 MB: a page that many commits change is copied into the file only once. */
  private static final long LONG = 16_384;

  /** So few pages are copied in about a millisecond. */
  private static final long LITTLE = 128;

  private static final int MOST_COPIES = 6;

  private final SqliteConnection connection;
  private final Path file;
  private final Runnable restToWriter;
  private volatile boolean busy;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch ended;

  /**
   * @param restToWriter asks the writer to copy the rest
   * @param ended is told when the connection is closed
   */
  SqliteCheckpoints(
      Path file, SqliteConnection connection, Runnable restToWriter, CountDownLatch ended) {
    this.restToWriter = restToWriter;
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

  /** Whether it is copying. */
  boolean busy() {
    return busy;
  }

  private void copy() {
    try {
      SqliteLog log = SqliteLog.of(connection);
      busy = log.length() >= LONG || log.left() >= PAGES;
      if (log.length() >= LONG) {
        copyAll(log);
      } else if (busy) {
        SqliteLog.copy(connection);
      }
    } catch (RuntimeException later) {
      log.debug("file={} the log is copied later: {}", file, later.getMessage());
    } finally {
      busy = false;
    }
  }

  /** Each copy takes less long than the one before, and less is written meanwhile. */
  private void copyAll(SqliteLog before) {
    SqliteLog log = before;
    for (int copies = 0; log.left() > LITTLE && copies < MOST_COPIES; copies++) {
      SqliteLog.copy(connection);
      log = SqliteLog.of(connection);
    }
    restToWriter.run();
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
