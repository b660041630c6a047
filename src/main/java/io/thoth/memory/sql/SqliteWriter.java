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
 * (group commit). It does not wait for a group to gather, but for the sake of calls that all say
 * they have time: while one group is at the disk, the next one gathers by itself, and waiting up to
 * 0.2 or 1 ms for short writes filled every group and made nothing faster.
 *
 * <p>Where commits are short, groups are small. A large one would save little, and everybody goes
 * the same way at the same time: while the writer has all of them in hand, those who carry answers
 * and questions have nothing to do. With half of 32 callers to a group, 27,500 instead of 22,500
 * writes a second, each in 0.9 instead of 1.5 ms; with a quarter or three quarters it is less.
 *
 * <p>When the disk fails, the group is undone and writes are refused until a trial write succeeds.
 */
final class SqliteWriter implements Runnable {
  private static final Logger log = LoggerFactory.getLogger(SqliteWriter.class);
  private static final long GROUP_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long SHORT_COMMIT = TimeUnit.MICROSECONDS.toNanos(600);
  private static final int SMALL_GROUP = 16;
  private static final long REST_NANOS = TimeUnit.MILLISECONDS.toNanos(30);
  private static final long TRIAL_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Path file;
  private final SqliteConnection.Source source;
  private final Mailbox writes;
  private final Nesting nesting;
  private final CountDownLatch othersEnded;
  private final int groupLimit;
  private SqliteConnection connection;
  private volatile @Nullable String trouble;
  private volatile long begun;
  private volatile boolean busy;
  private volatile boolean restDue;
  private volatile long restAsked;
  private volatile WriteCounts counts = new WriteCounts(0, 0);

  /** Nanoseconds that the last commits took: a mean in which each counts an eighth. */
  private long usualCommit;

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
      counts = counts.plus(group.size());
    } catch (Throwable cause) { // This thread must survive whatever happens to a group.
      group.fail(cause);
      troubled(cause);
    }
    busy = false;
    group.answer();
    if (restDue) {
      copyRest();
      restDue = false;
    }
  }

  /**
   * Asks for {@link SqliteLog#copy} after the next group, when the checkpoints have left little.
   */
  void copyRestSoon() {
    if (!restDue) {
      restAsked = System.nanoTime();
      restDue = true;
    }
  }

  /** Whether the rest is about to be copied: only after a group, so not when nobody writes. */
  boolean restComes() {
    return restDue && System.nanoTime() - restAsked < REST_NANOS;
  }

  private void copyRest() {
    try {
      SqliteLog.copy(connection);
    } catch (RuntimeException later) {
      log.debug("file={} the log is copied later: {}", file, later.getMessage());
    }
  }

  private void commit(WriteGroup group) throws SQLException {
    long begin = System.nanoTime();
    group.commit();
    usualCommit += (System.nanoTime() - begin - usualCommit) / 8;
  }

  /**
   * Runs writes until none waits, nor would all of them wait for one, or the group is big or old
   * enough.
   */
  private void run(WriteGroup group) throws SQLException {
    group.runLast();
    int most = usualCommit < SHORT_COMMIT ? Math.min(SMALL_GROUP, groupLimit) : groupLimit;
    long left = GROUP_NANOS;
    while (group.size() < most && left > 0) {
      Call<?> next = writes.take(Math.min(left, group.patience()));
      if (next == null) {
        return;
      }
      if (next.begin()) {
        group.add(next);
        group.runLast();
      }
      left = GROUP_NANOS - (System.nanoTime() - begun);
    }
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
