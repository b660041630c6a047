package io.thoth.memory.support;

import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.PgSql;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Reads all rows of a PostgreSQL schema. */
final class PostgresTables {
  /** Kept until the JVM ends: some tests look at the rows hundreds of times. */
  private static final Map<PgConfig, Sql> STORES = new ConcurrentHashMap<>();

  private PostgresTables() {}

  static Map<String, List<String>> rows(PgConfig config) {
    return STORES.computeIfAbsent(config, PgSql::open).read("test.rows", PostgresTables::rows);
  }

  private static Map<String, List<String>> rows(Tx tx) {
    Map<String, List<String>> tables = new TreeMap<>();
    String names = "select tablename from pg_tables where schemaname = current_schema()";
    for (String table : tx.query(names, row -> row.text("tablename"))) {
      String all = "select cast(t as text) as row from \"" + table + "\" t order by 1";
      tables.put(table, tx.query(all, row -> row.text("row")));
    }
    return tables;
  }
}
