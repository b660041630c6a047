package io.thoth.memory.support;

import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.PgReplicated;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import java.util.List;
import java.util.Map;

/**
 * Every row of every table of a database, read beside the node while it runs. Two of them are equal
 * when nothing at all has changed between.
 *
 * @param tables the rows by table, each as text, sorted
 */
public record StoredRows(Map<String, List<String>> tables) {

  /** What the node has committed by now. */
  public static StoredRows of(TestNode node) {
    return of(node.store());
  }

  /** What a database holds that no node need be running on. */
  public static StoredRows of(SqlConfig store) {
    return new StoredRows(
        switch (store) {
          case SqliteConfig sqlite -> SqliteTables.rows(sqlite.file());
          case PgConfig postgres -> PostgresTables.rows(postgres);
          case PgReplicated replicated -> PostgresTables.rows(replicated.primary());
        });
  }

  /** How many rows all tables have together. */
  public int count() {
    return tables.values().stream().mapToInt(List::size).sum();
  }
}
