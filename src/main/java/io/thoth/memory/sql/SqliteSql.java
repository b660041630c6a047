package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A SQLite file: one writing thread with group commit, some reading threads, WAL, and an fsync
 * before any write is answered. Holds the file for this process alone.
 */
public final class SqliteSql implements Sql {
  private final SqliteConfig config;
  private final DatabaseLock lock;
  private final Nesting nesting = new Nesting();
  private final Mailbox reads;
  private final Mailbox writes;
  private final SqliteWriter writer;
  private final List<Thread> threads = new ArrayList<>();

  private SqliteSql(SqliteConfig config, DatabaseLock lock) throws SQLException {
    this.config = config;
    this.lock = lock;
    this.reads = new Mailbox("reads", config.waiting());
    this.writes = new Mailbox("writes", config.waiting());
    this.writer = new SqliteWriter(config, writes, nesting);
    for (int number = 1; number <= config.readers(); number++) {
      SqliteConnection connection = SqliteConnection.toRead(config.file());
      start("sqlite-reader-" + number, new SqliteReader(connection, reads, nesting));
    }
    start("sqlite-writer", writer);
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
    Path file = config.file();
    try {
      OwnerOnly.createFolder(file.resolveSibling("."));
      OwnerOnly.create(file);
      DatabaseLock lock = DatabaseLock.of(file);
      try {
        return new SqliteSql(config, lock);
      } catch (SQLException cause) {
        lock.close();
        throw new IllegalStateException(file + " cannot be opened: " + cause.getMessage(), cause);
      }
    } catch (IOException cause) {
      throw new IllegalStateException(file + " cannot be opened: " + cause, cause);
    }
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
    nesting.requireNone(operation);
    if (writer.trouble() != null) {
      throw Fault.unavailable(operation + ": the store cannot write now");
    }
    Call<T> call = new Call<>(operation, work);
    writes.put(call);
    return call.await();
  }

  @Override
  public SqlHealth check() {
    String trouble = writer.trouble();
    boolean writable = trouble == null && !writes.finished();
    String detail = trouble == null ? "ok" : trouble;
    return new SqlHealth(writable, detail, size(), reads.size(), writes.size());
  }

  private long size() {
    Path log = config.file().resolveSibling(config.file().getFileName() + "-wal");
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
