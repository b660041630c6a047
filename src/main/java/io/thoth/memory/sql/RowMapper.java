package io.thoth.memory.sql;

/** Turns the current row into a value; must not keep the row. */
@FunctionalInterface
public interface RowMapper<T> {
  T map(Row row);
}
