package io.thoth.memory.sql;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteOpenMode;

/** One connection with its prepared statements. Used by one thread; transactions are explicit. */
final class SqliteConnection implements AutoCloseable {
  private static final int STATEMENTS = 256;

  private final Connection connection;
  private final LinkedHashMap<String, CachedStatement> statements =
      new LinkedHashMap<>(64, 0.75f, true);

  private SqliteConnection(Connection connection) {
    this.connection = connection;
  }

  /** How the writer comes by its connection, also after a failure. */
  @FunctionalInterface
  interface Source {
    SqliteConnection open(Path file) throws SQLException;
  }

  static SqliteConnection toWrite(Path file) throws SQLException {
    return open(
        file,
        "pragma synchronous=full",
        "pragma cache_size=-32768", // KiB; what is not here is read back from the log
        // Pages, 64 MB: only when the checkpoints beside the writer do not come along.
        "pragma wal_autocheckpoint=32768",
        "pragma journal_size_limit=67108864");
  }

  static SqliteConnection toRead(Path file) throws SQLException {
    return open(file, "pragma query_only=on");
  }

  /** For copying the log into the file, and nothing else. */
  static SqliteConnection toCheckpoint(Path file) throws SQLException {
    return open(file, "pragma synchronous=full", "pragma wal_autocheckpoint=0");
  }

  /** For changes of the schema: like a writer, but foreign keys are not enforced. */
  static SqliteConnection toMigrate(Path file) throws SQLException {
    return open(file, "pragma synchronous=full", "pragma foreign_keys=off");
  }

  private static SqliteConnection open(Path file, String... pragmas) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(5_000);
    // One thread at a time uses a connection, so SQLite need not lock it at every call.
    config.resetOpenMode(SQLiteOpenMode.FULLMUTEX);
    config.setOpenMode(SQLiteOpenMode.NOMUTEX);
    // The driver would prepare and run one more statement after each insert.
    config.setGetGeneratedKeys(false);
    SqliteConnection opened = new SqliteConnection(config.createConnection("jdbc:sqlite:" + file));
    try {
      // Transactions begin and end by statements of ours. The driver would try to begin one after
      // every change, which fails inside of ours and took a twentieth of a short write.
      opened.connection.unwrap(SQLiteConnection.class).getConnectionConfig().setAutoCommit(false);
      SqliteRegexp.addTo(opened.connection);
      // Of a new file; others keep theirs. A commit puts whole pages into the log however little
      // of them changed: with 4096 it takes a third longer, and a vector had a page for itself.
      opened.run("pragma page_size=2048");
      opened.run("pragma journal_mode=wal");
      opened.run("pragma foreign_keys=on");
      opened.run("pragma temp_store=memory");
      opened.run("pragma cache_size=-8192"); // KiB; the system caches the file anyway
      // On a mapped page a failing disk would kill the process instead of failing one read.
      opened.run("pragma mmap_size=0");
      for (String pragma : pragmas) {
        opened.run(pragma);
      }
      return opened;
    } catch (SQLException cause) {
      opened.close();
      throw cause;
    }
  }

  /** A prepared statement for this text; to be given back with {@link #release}. */
  CachedStatement lease(String sql) throws SQLException {
    CachedStatement known = statements.get(sql);
    if (known != null && !known.inUse()) {
      known.use();
      return known;
    }
    CachedStatement fresh = new CachedStatement(connection.prepareStatement(sql));
    fresh.use();
    if (known == null) {
      statements.put(sql, fresh);
    }
    return fresh;
  }

  /** Gives a statement back; one that is not in the cache any more, or never was, is closed. */
  void release(String sql, CachedStatement statement) throws SQLException {
    statement.release();
    if (statements.get(sql) != statement) {
      statement.close();
    } else if (statements.size() > STATEMENTS) {
      evictOldest();
    }
  }

  private void evictOldest() throws SQLException {
    Map.Entry<String, CachedStatement> oldest = statements.firstEntry();
    statements.remove(oldest.getKey());
    if (!oldest.getValue().inUse()) {
      oldest.getValue().close();
    }
  }

  /**
   * Runs a statement without arguments or rows, prepared and kept: {@code begin}, {@code commit}.
   */
  void execute(String sql) throws SQLException {
    CachedStatement statement = lease(sql);
    try {
      statement.execute();
    } finally {
      release(sql, statement);
    }
  }

  /** Runs a statement once, ignoring what it answers. */
  void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Writes a consistent copy to this file, durably, in place of what is there. */
  void copyTo(Path copy) throws SQLException, IOException {
    Path unfinished = copy.resolveSibling(copy.getFileName() + ".unfinished");
    Files.deleteIfExists(unfinished);
    OwnerOnly.create(unfinished); // SQLite accepts an empty file and keeps its permissions.
    try (PreparedStatement statement = connection.prepareStatement("vacuum into ?")) {
      statement.setString(1, unfinished.toString());
      statement.execute();
    }
    OwnerOnly.makeDurable(unfinished);
    Files.move(unfinished, copy, StandardCopyOption.ATOMIC_MOVE);
    OwnerOnly.makeDurable(copy.resolveSibling("."));
  }

  @Override
  public void close() throws SQLException {
    connection.close(); // Closes its statements too.
  }
}
