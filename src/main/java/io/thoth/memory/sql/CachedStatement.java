package io.thoth.memory.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A prepared statement with what is worth remembering of it. Used by one thread. */
final class CachedStatement {
  /** Stands for a name that several columns have. */
  static final int AMBIGUOUS = -1;

  private final PreparedStatement statement;
  private @Nullable Map<String, Integer> columns;
  private boolean inUse;

  CachedStatement(PreparedStatement statement) {
    this.statement = statement;
  }

  boolean inUse() {
    return inUse;
  }

  void use() {
    inUse = true;
  }

  void release() {
    inUse = false;
  }

  int update(@Nullable Object... args) throws SQLException {
    Arguments.bind(statement, args);
    return statement.executeUpdate();
  }

  ResultSet query(@Nullable Object... args) throws SQLException {
    Arguments.bind(statement, args);
    return statement.executeQuery();
  }

  void execute() throws SQLException {
    statement.execute();
  }

  /** Lower-case name to position from 1, or {@link #AMBIGUOUS}. */
  Map<String, Integer> columns(ResultSet rows) throws SQLException {
    Map<String, Integer> known = columns;
    if (known == null) {
      known = read(rows.getMetaData());
      columns = known;
    }
    return known;
  }

  private static Map<String, Integer> read(ResultSetMetaData metadata) throws SQLException {
    Map<String, Integer> positions = new HashMap<>();
    for (int position = 1; position <= metadata.getColumnCount(); position++) {
      String name = metadata.getColumnLabel(position).toLowerCase(Locale.ROOT);
      positions.merge(name, position, (_, _) -> AMBIGUOUS);
    }
    return positions;
  }

  void close() throws SQLException {
    statement.close();
  }
}
