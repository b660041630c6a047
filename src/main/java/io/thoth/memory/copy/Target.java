package io.thoth.memory.copy;

import io.thoth.memory.sql.Catalog;
import io.thoth.memory.sql.CopyMark;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Table;
import io.thoth.memory.sql.Table.Column;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The database that is copied to. */
final class Target {
  /** Ends the ids of the organisation and the user that every database has from the start. */
  private static final String FIRST = "%-00000000-0000-4000-8000-000000000000";

  private final Sql sql;

  Target(Sql sql) {
    this.sql = sql;
  }

  /**
   * Brings a new database to this program's schema, and refuses one that a copy would harm.
   *
   * @throws IllegalStateException one line that says what to do
   */
  void admit() {
    if (!Catalog.isMigrated(sql)) {
      sql.migrate(Migrations.of(sql.dialect()));
      return;
    }
    if (!CopyMark.pending(sql).isEmpty()) {
      throw new IllegalStateException(
          "the target has the schema of an older program: bring it up to date first, by `migrate`"
              + " with the settings of the target");
    }
    List<String> taken = CopyMark.isOn(sql) ? List.of() : taken();
    if (!taken.isEmpty()) {
      throw new IllegalStateException(
          "the target is not empty, it has rows in "
              + String.join(", ", taken)
              + ": name another database or schema, or empty that one");
    }
  }

  List<Table> tables() {
    return Catalog.tables(sql);
  }

  private List<String> taken() {
    return tables().stream().filter(this::isTaken).map(Table::name).toList();
  }

  /** Whether somebody put something in: not the migrations, and not a node by its mere start. */
  private boolean isTaken(Table table) {
    List<String> conditions = new ArrayList<>(List.of("1 = 1"));
    if (table.hasText("tenant")) {
      conditions.add("tenant <> ''");
    }
    if (table.hasText("id")) {
      conditions.add("id not like '" + FIRST + "'");
    }
    String statement =
        "select count(*) from %s where %s"
            .formatted(quoted(table.name()), String.join(" and ", conditions));
    return sql.read("copy.taken", tx -> tx.number(statement)) > 0;
  }

  /** Empties all of them, what an interrupted copy left too; from here on the mark is on. */
  void makeRoom(List<Table> parentsFirst) {
    List<Table> childrenFirst = new ArrayList<>(parentsFirst);
    Collections.reverse(childrenFirst);
    sql.write(
        "copy.room",
        tx -> {
          CopyMark.put(tx);
          childrenFirst.forEach(table -> tx.update("delete from " + quoted(table.name())));
          return 0;
        });
  }

  void insert(Table table, List<@Nullable Object[]> rows) {
    String names =
        table.columns().stream()
            .map(column -> quoted(column.name()))
            .collect(Collectors.joining(", "));
    String statement =
        "insert into %s (%s)%s values (%s)"
            .formatted(
                quoted(table.name()),
                names,
                isNumbered(table) ? " overriding system value" : "",
                String.join(", ", Collections.nCopies(table.columns().size(), "?")));
    sql.write(
        "copy.rows",
        tx -> {
          tx.batch(statement, rows);
          return 0;
        });
  }

  private static boolean isNumbered(Table table) {
    return table.columns().stream().anyMatch(Column::numbered);
  }

  /** The database goes on numbering after the rows that came with their numbers. */
  void renumber(Table table) {
    for (Column column : table.columns().stream().filter(Column::numbered).toList()) {
      String statement =
          "select setval(pg_get_serial_sequence('%1$s', '%2$s'),"
              + " (select coalesce(max(%2$s), 0) + 1 from %1$s), false)";
      String named = statement.formatted(table.name(), column.name());
      sql.write("copy.renumber", tx -> tx.number(named));
    }
  }

  Sql sql() {
    return sql;
  }

  void finish() {
    CopyMark.remove(sql);
  }

  static String quoted(String name) {
    return '"' + name + '"';
  }
}
