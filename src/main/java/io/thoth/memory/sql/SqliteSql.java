package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.turns.TimeSlice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file: one writing thread with group commit, some reading threads, WAL, and an fsync
 * before any write is answered. Holds the file for this process alone.
 */
public final class SqliteSql implements Sql {
  private static final Duration LONGEST_UPKEEP = Duration.ofMillis(200);
  private static final Duration GLANCE = Duration.ofMillis(1);

  /** Everybody who writes waits for it, and for its commit, which takes about as long. */
  private static final Duration TURN = Duration.ofNanos(700_000);

  private static final Duration LONGEST_GROUP = Duration.ofSeconds(2);

  private final SqliteConfig config;
  private final DatabaseLock lock;
  private final Nesting nesting = new Nesting();
  private final Mailbox reads;
  private final Mailbox writes;
  private final SqliteWriter writer;
  private final SqliteCheckpoints checkpoints;
  private final WriteTrial trial;
  private final List<Thread> threads = new ArrayList<>();

  /** The first connection is the writer's, the last one copies the log; the others read. */
  private SqliteSql(
      SqliteConfig config,
      DatabaseLock lock,
      SqliteConnection.Source source,
      List<SqliteConnection> connections) {
    this.config = config;
    this.lock = lock;
    this.reads = new Mailbox("reads", config.waiting());
    this.writes = new Mailbox("writes", config.waiting());
    this.trial = new WriteTrial(writes::put, SqliteSql::touch);
    CountDownLatch othersEnded = new CountDownLatch(connections.size() - 1);
    SqliteConnection first = connections.getFirst();
    this.writer = new SqliteWriter(config, source, first, writes, nesting, othersEnded);
    start("sqlite-writer", writer);
    this.checkpoints =
        new SqliteCheckpoints(
            config.file(), connections.getLast(), writer::copyRestSoon, othersEnded);
    start("sqlite-checkpoints", TimeSlice.usual(checkpoints));
    for (int number = 1; number < connections.size() - 1; number++) {
      SqliteConnection connection = connections.get(number);
      start(
          "sqlite-reader-" + number,
          new SqliteReader(config.file(), connection, reads, nesting, othersEnded));
    }
  }

  private void start(String name, Runnable loop) {
    threads.add(Thread.ofPlatform().name(name).daemon().start(loop));
  }

  /**
   * Opens the file, making it and its folder when missing.
   *
   * @throws IllegalStateException when the file is in use or cannot be opened; one line to print
   */
  public static SqliteSql open(SqliteConfig config) {
    return open(config, SqliteConnection::toWrite);
  }

  static SqliteSql open(SqliteConfig config, SqliteConnection.Source source) {
    try {
      OwnerOnly.createFolder(config.folder());
      OwnerOnly.create(config.file());
      DatabaseLock lock = DatabaseLock.of(config.file());
      try {
        return new SqliteSql(config, lock, source, connect(config, source));
      } catch (SQLException cause) {
        lock.close();
        throw cause;
      }
    } catch (SQLException | IOException cause) {
      String message = config.file() + " cannot be opened: " + cause.getMessage();
      throw new IllegalStateException(message, cause);
    }
  }

  private static List<SqliteConnection> connect(SqliteConfig config, SqliteConnection.Source source)
      throws SQLException {
    List<SqliteConnection> opened = new ArrayList<>();
    try {
      opened.add(source.open(config.file()));
      while (opened.size() <= config.readers()) {
        opened.add(SqliteConnection.toRead(config.file()));
      }
      opened.add(SqliteConnection.toCheckpoint(config.file()));
      return opened;
    } catch (SQLException cause) {
      for (SqliteConnection connection : opened) {
        connection.close();
      }
      throw cause;
    }
  }

  @Override
  public List<Migration> plan(Migrations migrations) {
    return read("schema.plan", new SqliteSchema(config.file(), migrations)::plan);
  }

  @Override
  public List<Migration> migrate(Migrations migrations) {
    return new SqliteSchema(config.file(), migrations).migrate();
  }

  @Override
  public <T extends @Nullable Object> T read(String operation, Work<T> work) {
    nesting.requireNone(operation);
    Call<T> call = new Call<>(operation, work);
    reads.put(call);
    return call.await();
  }

  @Override
  public <T extends @Nullable Object> T write(String operation, Work<T> work) {
    return write(operation, Duration.ZERO, work);
  }

  @Override
  public <T extends @Nullable Object> T write(String operation, Duration patience, Work<T> work) {
    Call<T> call = new Call<>(operation, work, patience, null);
    put(call);
    return call.await();
  }

  @Override
  public <T extends @Nullable Object> void writeLater(
      String operation, Work<T> work, Consumer<Supplier<T>> told) {
    put(new Call<>(operation, work, Duration.ZERO, told));
  }

  private void put(Call<?> write) {
    nesting.requireNone(write.operation());
    if (writer.trouble() != null) {
      throw Fault.unavailable(write.operation() + ": the store cannot write now");
    }
    writes.put(write);
  }

  @Override
  public void awaitCalm() {
    long end = System.nanoTime() + LONGEST_UPKEEP.toNanos();
    while ((checkpoints.busy() || writer.restComes())
        && System.nanoTime() < end
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }

  @Override
  public Duration turn() {
    return TURN;
  }

  @Override
  public SqlHealth check() {
    nesting.requireNone("store.check");
    String trouble = trouble().orElse("ok");
    boolean writable = trouble.equals("ok");
    return new SqlHealth(writable, trouble, size(), reads.size(), writes.size());
  }

  @Override
  public SqlLoad load() {
    return new SqlLoad(0, 0, reads.size(), writes.size());
  }

  private Optional<String> trouble() {
    Duration busy = writer.busyFor();
    if (busy.compareTo(LONGEST_GROUP) > 0) {
      return Optional.of("the writes at hand have been running for " + busy.toMillis() + " ms");
    }
    return Optional.ofNullable(writer.trouble()).or(trial::failure);
  }

  /**
   * Writes the number that is there already: SQLite does not notice, and writes and syncs a page.
   */
  private static int touch(Tx tx) {
    long version = tx.number("pragma user_version");
    return tx.update("pragma user_version = " + version);
  }

  private long size() {
    Path log = Path.of(config.file() + "-wal");
    try {
      return Files.size(config.file()) + (Files.exists(log) ? Files.size(log) : 0);
    } catch (IOException _) {
      return 0;
    }
  }

  /** How many writes shared how many commits so far. */
  public WriteCounts writeCounts() {
    return writer.counts();
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public boolean soleWriter() {
    return true;
  }

  @Override
  public void close() {
    nesting.requireNone("close");
    reads.close();
    writes.close();
    checkpoints.close();
    try {
      for (Thread thread : threads) {
        thread.join();
      }
      lock.close();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // The lock stays until the process ends: writes go on.
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }
}
