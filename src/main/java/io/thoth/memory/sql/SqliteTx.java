package io.thoth.memory.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One transaction on one connection; the thread that runs it begins, commits and rolls back. */
final class SqliteTx implements OpenTx {
  private final SqliteConnection connection;
  private final TxState state;
  private boolean changed;

  SqliteTx(SqliteConnection connection, boolean writes) {
    this.connection = connection;
    this.state = new TxState(writes);
  }

  @Override
  public TxState state() {
    return state;
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args) {
    List<T> found = new ArrayList<>();
    each(sql, row -> found.add(mapper.map(row)), args);
    return Collections.unmodifiableList(found);
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
    state.requireWrite();
    return statement(sql, statement -> changed(statement.update(args)));
  }

  @Override
  public void send(String sql, @Nullable Object... args) {
    update(sql, args);
  }

  @Override
  public void batch(String sql, List<@Nullable Object[]> rows) {
    state.requireWrite();
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
    state.requireWrite();
    return ""; // There is only one writer.
  }

  @Override
  public String nextNumber(String table, String column) {
    state.requireWrite();
    return "(select coalesce(max(" + column + "), 0) + 1 from " + table + ")";
  }

  @FunctionalInterface
  private interface Use<T> {
    T of(CachedStatement statement) throws SQLException;
  }

  private <T> T statement(String sql, Use<T> use) {
    state.requireUsable();
    try {
      CachedStatement statement = connection.lease(sql);
      try {
        return use.of(statement);
      } finally {
        connection.release(sql, statement);
      }
    } catch (SQLException cause) {
      throw state.breaks(StatementFailure.of(sql, cause));
    }
  }
}
