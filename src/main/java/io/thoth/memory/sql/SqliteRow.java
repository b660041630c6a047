package io.thoth.memory.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The current row of a JDBC result. */
final class SqliteRow extends StrictRow {
  private final ResultSet rows;
  private final Map<String, Integer> columns;

  SqliteRow(ResultSet rows, Map<String, Integer> columns) {
    this.rows = rows;
    this.columns = columns;
  }

  @Override
  @Nullable Object value(String column) {
    Integer position = columns.get(column);
    if (position == null) {
      throw new IllegalStateException("no column " + column + " among " + columns.keySet());
    }
    if (position == CachedStatement.AMBIGUOUS) {
      throw new IllegalStateException("several columns are called " + column);
    }
    try {
      return rows.getObject(position);
    } catch (SQLException cause) {
      throw StatementFailure.of("column " + column, cause);
    }
  }
}
