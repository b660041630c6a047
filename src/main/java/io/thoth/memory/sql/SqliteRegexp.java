package io.thoth.memory.sql;

import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;

/**
 * The function {@code regexp_like(text, pattern)}, which PostgreSQL has and SQLite has not, for the
 * patterns of {@link Caseless} alone. Belongs to one connection and its thread.
 */
final class SqliteRegexp extends Function {
  private static final String NAME = "regexp_like";
  private static final int ARGUMENTS = 2;

  /** Of the row before: a statement asks every row for the same. */
  private String pattern = "";

  private String part = "";

  static void addTo(Connection connection) throws SQLException {
    Function.create(connection, NAME, new SqliteRegexp(), ARGUMENTS, Function.FLAG_DETERMINISTIC);
  }

  @Override
  protected void xFunc() throws SQLException {
    @Nullable String text = value_text(0);
    @Nullable String wanted = value_text(1);
    if (text == null || wanted == null) {
      result();
    } else {
      result(Caseless.folded(text).contains(part(wanted)) ? 1 : 0);
    }
  }

  private String part(String wanted) {
    if (!wanted.equals(pattern)) {
      part = Caseless.part(wanted);
      pattern = wanted;
    }
    return part;
  }
}
