package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writing thread. Whatever waits when it becomes free shares one transaction and one fsync
 * (group commit). It does not wait for a group to gather, and runs one no longer than its commit
 * will take: so the disk costs half of the time at most, and whoever comes meanwhile is in the next
 * group. If a group took whatever comes while it is run, all callers would soon be in the same one,
 * and the processors would wait for the disk and the disk for them in turns: 32 callers over HTTP
 * wrote 24,000 times a second instead of 26,500.
 *
 * <p>When the disk fails, the group is undone and writes are refused until a trial write succeeds.
 */
final class SqliteWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);
  private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Path file;
  private final SqliteConnection.Source source;
  private final Mailbox writes;
  private final Nesting nesting;
  private final CountDownLatch othersEnded;
  private final int groupLimit;
  private SqliteConnection connection;
  private long commitNanos = GROUP_NANOS;
  private volatile @Nullable String trouble;
  private volatile long begun;
  private volatile boolean busy;
  private volatile WriteCounts counts = new WriteCounts(0, 0);

  SqliteWriter(
      SqliteConfig config,
      SqliteConnection.Source source,
      SqliteConnection connection,
      Mailbox writes,
      Nesting nesting,
      CountDownLatch othersEnded) {
    this.file = config.file();
    this.groupLimit = config.groupLimit();
    this.source = source;
    this.connection = connection;
    this.writes = writes;
    this.nesting = nesting;
    this.othersEnded = othersEnded;
  }

  /** Why nothing can be written now; null when all is well. */
  @Nullable String trouble() {
    return trouble;
  }

  /** For how long the group at hand has been running; zero when there is none. */
  Duration busyFor() {
    return busy ? Duration.ofNanos(System.nanoTime() - begun) : Duration.ZERO;
  }

  WriteCounts counts() {
    return counts;
  }

  @Override
  public void run() {
    while (!writes.finished()) {
      if (trouble == null) {
        serve(writes.take());
      } else {
        refuse(writes.take(TRIAL_NANOS));
        tryToWrite();
      }
    }
    end();
  }

  private void serve(@Nullable Call<?> first) {
    if (first == null || !first.begin()) {
      return;
    }
    begun = System.nanoTime();
    busy = true;
    WriteGroup group = new WriteGroup(connection, nesting);
    group.add(first);
    try {
      group.begin();
      run(group);
      commit(group);
    } catch (Throwable cause) { // This thread must survive whatever happens to a group.
      group.fail(cause);
      troubled(cause);
    }
    busy = false;
    group.answer();
  }

  /** Runs writes until none waits, or the group is big enough or has run for long enough. */
  private void run(WriteGroup group) throws SQLException {
    long enough = Math.min(GROUP_NANOS, commitNanos);
    group.runLast();
    while (group.size() < groupLimit && System.nanoTime() - begun < enough) {
      Call<?> next = writes.poll();
      if (next == null) {
        return;
      }
      if (next.begin()) {
        group.add(next);
        group.runLast();
      }
    }
  }

  /** What a commit usually takes is the mean of the last ones, the newer the more. */
  private void commit(WriteGroup group) throws SQLException {
    long start = System.nanoTime();
    group.commit();
    commitNanos += (System.nanoTime() - start - commitNanos) / 8;
    counts = counts.plus(group.size());
  }

  private void troubled(Throwable cause) {
    trouble = String.valueOf(cause.getMessage());
    log.error("file={} nothing can be written until a trial succeeds", file, cause);
  }

  private void refuse(@Nullable Call<?> first) {
    for (Call<?> call = first; call != null; call = writes.poll()) {
      if (call.begin()) {
        call.fail(Fault.unavailable(call.operation() + ": the store cannot write now"));
        call.answer();
      }
    }
  }

  /** A new connection, because the old one may be in the middle of anything, and a real write. */
  private void tryToWrite() {
    try {
      connection.close();
      connection = source.open(file);
      connection.run("drop table if exists trial_write");
      connection.run("create table trial_write as select zeroblob(262144) as filler");
      connection.run("drop table trial_write");
      trouble = null;
      log.info("file={} writes are possible again", file);
    } catch (SQLException | RuntimeException cause) {
      trouble = String.valueOf(cause.getMessage());
    }
  }

  /** SQLite empties its log into the file when the last connection is closed, so this one is. */
  private void end() {
    try {
      othersEnded.await();
      connection.close();
    } catch (SQLException | InterruptedException cause) {
      log.warn("file={} was not closed cleanly; nothing is lost", file, cause);
    }
  }
}
