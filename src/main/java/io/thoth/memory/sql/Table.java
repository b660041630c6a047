package io.thoth.memory.sql;

import java.util.List;
import java.util.Set;

/**
 * A table as the database itself describes it.
 *
 * @param columns in the order of their names, which is the same on every database
 * @param parents the other tables that its foreign keys point to
 */
public record Table(String name, List<Column> columns, Set<String> parents) {
  /** What a column holds, whatever the database calls it. */
  public enum Kind {
    INTEGER,
    NUMBER,
    TEXT,
    BYTES
  }

  /**
   * A column.
   *
   * @param numbered whether the database numbers new rows itself and has to be told of others
   */
  public record Column(String name, Kind kind, boolean numbered) {}

  public Table {
    columns = List.copyOf(columns);
    parents = Set.copyOf(parents);
  }

  /** Whether there is a column of this name with text in it. */
  public boolean hasText(String column) {
    return columns.contains(new Column(column, Kind.TEXT, false));
  }
}
