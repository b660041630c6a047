package io.thoth.memory.sql;

/** Takes one row of a stream; must not keep the row. */
@FunctionalInterface
public interface RowConsumer {
  void accept(Row row);
}
