package io.thoth.memory.sql;

import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.data.Numeric;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One row of PostgreSQL's answer after the other. */
final class PgRow extends StrictRow {
  private final Map<String, Integer> columns;
  private io.vertx.sqlclient.@Nullable Row row;

  PgRow(RowSet<io.vertx.sqlclient.Row> rows) {
    this.columns = positions(rows.columnsNames());
  }

  private static Map<String, Integer> positions(@Nullable List<String> names) {
    Map<String, Integer> positions = new HashMap<>();
    for (int position = 0; names != null && position < names.size(); position++) {
      String name = names.get(position).toLowerCase(Locale.ROOT);
      positions.merge(name, position, (_, _) -> CachedStatement.AMBIGUOUS);
    }
    return positions;
  }

  PgRow at(io.vertx.sqlclient.Row current) {
    row = current;
    return this;
  }

  @Override
  @Nullable Object value(String column) {
    Integer position = columns.get(column);
    if (position == null || row == null) {
      throw new IllegalStateException("no column " + column + " among " + columns.keySet());
    }
    if (position == CachedStatement.AMBIGUOUS) {
      throw new IllegalStateException("several columns are called " + column);
    }
    return plain(row.getValue(position));
  }

  /**
   * The value as SQLite would give it: a condition is 0 or 1, and the sum of integers an integer,
   * which PostgreSQL makes a numeric of.
   */
  static @Nullable Object plain(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean flag -> flag ? 1L : 0L;
      case Short number -> number.longValue();
      case Numeric number -> plain(number.bigDecimalValue());
      case BigDecimal number -> plain(number);
      case Float number -> number.doubleValue();
      case Buffer bytes -> bytes.getBytes();
      default -> value;
    };
  }

  private static @Nullable Object plain(@Nullable BigDecimal number) {
    if (number == null) {
      return null;
    }
    boolean integer = number.scale() == 0 && number.unscaledValue().bitLength() < Long.SIZE;
    return integer ? (Object) number.longValueExact() : (Object) number.doubleValue();
  }
}
