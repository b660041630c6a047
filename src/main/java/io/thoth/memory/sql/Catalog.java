package io.thoth.memory.sql;

import io.thoth.memory.sql.Table.Column;
import io.thoth.memory.sql.Table.Kind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The tables that a database has, read from the database: whoever goes by them misses none that a
 * later migration adds.
 */
public final class Catalog {
  private static final String VERSIONS = "schema_version";

  private static final String SQLITE_COLUMNS =
      """
      select m.name as found, c.name as held, lower(c.type) as type, 0 as numbered
      from sqlite_schema m join pragma_table_info(m.name) c
      where m.type = 'table' and m.name not like 'sqlite%'
      """;

  private static final String SQLITE_PARENTS =
      """
      select m.name as found, f."table" as parent
      from sqlite_schema m join pragma_foreign_key_list(m.name) f
      where m.type = 'table'
      """;

  private static final String PG_COLUMNS =
      """
      select cast(c.relname as text) as found, cast(a.attname as text) as held,
        format_type(a.atttypid, null) as type, a.attidentity <> '' as numbered
      from pg_class c join pg_attribute a on a.attrelid = c.oid
      where c.relkind in ('r', 'p') and a.attnum > 0 and not a.attisdropped
        and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
      """;

  private static final String PG_PARENTS =
      """
      select cast(c.relname as text) as found, cast(p.relname as text) as parent
      from pg_constraint k
        join pg_class c on c.oid = k.conrelid join pg_class p on p.oid = k.confrelid
      where k.contype = 'f'
        and c.relnamespace = (select oid from pg_namespace where nspname = current_schema())
      """;

  private Catalog() {}

  /**
   * Every table but the list of migrations, parents before children.
   *
   * @throws IllegalStateException when a column is of a type that this program does not use
   */
  public static List<Table> tables(Sql sql) {
    Map<String, List<Column>> columns = columns(sql);
    columns.remove(VERSIONS);
    Map<String, Set<String>> parents = parents(sql);
    List<Table> tables =
        columns.entrySet().stream()
            .map(e -> table(e.getKey(), e.getValue(), parents.getOrDefault(e.getKey(), Set.of())))
            .toList();
    return parentsFirst(tables);
  }

  /** Whether a migration was ever applied. */
  public static boolean isMigrated(Sql sql) {
    return columns(sql).containsKey(VERSIONS);
  }

  private static Table table(String name, List<Column> columns, Set<String> parents) {
    Set<String> others = new TreeSet<>(parents);
    others.remove(name);
    return new Table(
        name, columns.stream().sorted(Comparator.comparing(Column::name)).toList(), others);
  }

  private static Map<String, List<Column>> columns(Sql sql) {
    String statement = sql.dialect() == Dialect.SQLITE ? SQLITE_COLUMNS : PG_COLUMNS;
    Map<String, List<Column>> found = new TreeMap<>();
    List<Map.Entry<String, Column>> all =
        sql.read(
            "catalog.columns",
            tx -> tx.query(statement, row -> Map.entry(row.text("found"), column(row))));
    all.forEach(
        entry ->
            found.computeIfAbsent(entry.getKey(), _ -> new ArrayList<>()).add(entry.getValue()));
    return found;
  }

  private static Column column(Row row) {
    return new Column(row.text("held"), kind(row), row.flag("numbered"));
  }

  private static Kind kind(Row row) {
    return switch (row.text("type")) {
      case "integer", "bigint" -> Kind.INTEGER;
      case "real", "double precision" -> Kind.NUMBER;
      case "text" -> Kind.TEXT;
      case "blob", "bytea" -> Kind.BYTES;
      default ->
          throw new IllegalStateException(
              "column %s of table %s has the type %s, which this program does not use"
                  .formatted(row.text("held"), row.text("found"), row.text("type")));
    };
  }

  private static Map<String, Set<String>> parents(Sql sql) {
    String statement = sql.dialect() == Dialect.SQLITE ? SQLITE_PARENTS : PG_PARENTS;
    Map<String, Set<String>> found = new HashMap<>();
    List<Map.Entry<String, String>> all =
        sql.read(
            "catalog.parents",
            tx -> tx.query(statement, row -> Map.entry(row.text("found"), row.text("parent"))));
    all.forEach(
        entry -> found.computeIfAbsent(entry.getKey(), _ -> new TreeSet<>()).add(entry.getValue()));
    return found;
  }

  private static List<Table> parentsFirst(List<Table> tables) {
    Map<String, Table> ordered = new LinkedHashMap<>();
    List<Table> left = new ArrayList<>(tables);
    while (!left.isEmpty()) {
      List<Table> next =
          left.stream().filter(table -> ordered.keySet().containsAll(table.parents())).toList();
      if (next.isEmpty()) {
        throw new IllegalStateException("foreign keys in a circle: " + left);
      }
      next.forEach(table -> ordered.put(table.name(), table));
      left.removeAll(next);
    }
    return List.copyOf(ordered.values());
  }
}
