package io.thoth.memory.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; the thread that runs it begins, commits and rolls back. */
final class SqliteTx implements OpenTx {
  private final SqliteConnection connection;
  private final boolean writes;
  private final Thread thread = Thread.currentThread();
  private final List<Runnable> afterCommit = new ArrayList<>(0);
  private final List<CommitWatch> watches = new ArrayList<>(0);
  private boolean ended;
  private boolean changed;
  private @Nullable RuntimeException broken;

  SqliteTx(SqliteConnection connection, boolean writes) {
    this.connection = connection;
    this.writes = writes;
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args) {
    List<T> found = new ArrayList<>();
    each(sql, row -> found.add(mapper.map(row)), args);
    return Collections.unmodifiableList(found);
  }

  @Override
  public <T> Optional<T> one(String sql, RowMapper<T> mapper, @Nullable Object... args) {
    List<T> found = query(sql, mapper, args);
    if (found.size() > 1) {
      throw new IllegalStateException(found.size() + " rows instead of one from: " + sql);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  @Override
  public long number(String sql, @Nullable Object... args) {
    return statement(
        sql,
        statement -> {
          try (ResultSet rows = statement.query(args)) {
            return onlyNumber(sql, rows);
          }
        });
  }

  private static long onlyNumber(String sql, ResultSet rows) throws SQLException {
    boolean integer =
        rows.next()
            && rows.getMetaData().getColumnCount() == 1
            && rows.getObject(1) instanceof Number number
            && !(number instanceof Double);
    long answer = integer ? rows.getLong(1) : 0;
    if (!integer || rows.next()) {
      throw new IllegalStateException("not exactly one integer from: " + sql);
    }
    return answer;
  }

  @Override
  public int update(String sql, @Nullable Object... args) {
    requireWrite();
    return statement(sql, statement -> changed(statement.update(args)));
  }

  @Override
  public void send(String sql, @Nullable Object... args) {
    update(sql, args);
  }

  @Override
  public void batch(String sql, List<@Nullable Object[]> rows) {
    requireWrite();
    statement(
        sql,
        statement -> {
          for (@Nullable Object[] row : rows) {
            changed(statement.update(row));
          }
          return rows.size();
        });
  }

  @Override
  public void each(String sql, RowConsumer consumer, @Nullable Object... args) {
    changed |= !sql.stripLeading().startsWith("select");
    statement(
        sql,
        statement -> {
          try (ResultSet rows = statement.query(args)) {
            Row row = new SqliteRow(rows, statement.columns(rows));
            while (rows.next()) {
              consumer.accept(row);
            }
            return 0;
          }
        });
  }

  private int changed(int rows) {
    changed |= rows > 0;
    return rows;
  }

  /** Whether something would have to be undone. */
  boolean hasChanged() {
    return changed;
  }

  @Override
  public String forUpdate(String aliases) {
    requireWrite();
    return ""; // There is only one writer.
  }

  @Override
  public void afterCommit(Runnable action) {
    requireWrite();
    requireUsable();
    afterCommit.add(action);
  }

  @Override
  public void watchCommit(CommitWatch watch) {
    requireWrite();
    requireUsable();
    watches.add(watch);
  }

  List<CommitWatch> watches() {
    return watches;
  }

  /** What is to be run when the commit has succeeded. */
  List<Runnable> afterCommit() {
    return afterCommit;
  }

  @Override
  public void requireIntact() {
    if (broken != null) {
      throw broken;
    }
  }

  @Override
  public void end() {
    ended = true;
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(CachedStatement statement) throws SQLException;
  }

  private <T> T statement(String sql, Use<T> use) {
    requireUsable();
    try {
      CachedStatement statement = connection.lease(sql);
      try {
        return use.of(statement);
      } finally {
        connection.release(sql, statement);
      }
    } catch (SQLException cause) {
      throw breaks(StatementFailure.of(sql, cause));
    }
  }

  private RuntimeException breaks(RuntimeException failure) {
    broken = failure;
    return failure;
  }

  private void requireUsable() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("this transaction is over or belongs to another thread");
    }
    if (broken != null) {
      throw new IllegalStateException("an earlier statement failed", broken);
    }
  }

  private void requireWrite() {
    if (!writes) {
      throw new IllegalStateException("a read must not write");
    }
  }
}
