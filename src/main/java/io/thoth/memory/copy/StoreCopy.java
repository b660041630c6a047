package io.thoth.memory.copy;

import io.thoth.memory.sql.Catalog;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Table;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Copies a database into an empty one and compares the two. The source is read in one snapshot, so
 * a node may go on using one on PostgreSQL; what it writes meanwhile is not copied. Of either side
 * a few hundred rows are in memory at a time. Runs on the calling thread, which may block.
 */
public final class StoreCopy {
  private static final int ROWS = 500;
  private static final long BYTES = 4 << 20;
  private static final int TELL_EVERY = 10_000;

  private final Sql source;
  private final Target target;
  private final Progress progress;

  /** Neither database may be used by anything else of this process. */
  public StoreCopy(Sql source, Sql target, Progress progress) {
    this.source = source;
    this.target = new Target(target);
    this.progress = progress;
  }

  /**
   * Answers what was copied, after it has been compared.
   *
   * @throws IllegalStateException when a side does not fit, or the copy differs; one line to print
   */
  public List<CopiedTable> run() {
    if (!source.plan(Migrations.of(source.dialect())).isEmpty()) {
      throw new IllegalStateException(
          "the source has no memory in it, or that of an older program: `migrate` it first");
    }
    target.admit();
    List<Table> tables = Catalog.tables(source);
    Map<String, Table> fitting = fitting(tables);
    target.makeRoom(List.copyOf(fitting.values()));
    List<CopiedTable> copied = source.read("copy.read", tx -> copyAll(tx, tables, fitting));
    compare(copied, fitting);
    target.finish();
    return copied;
  }

  /** The target's tables in the order of the source's. */
  private Map<String, Table> fitting(List<Table> tables) {
    Map<String, Table> there =
        target.tables().stream().collect(Collectors.toMap(Table::name, Function.identity()));
    List<String> unlike =
        tables.stream()
            .filter(each -> !isLike(each, there.get(each.name())))
            .map(Table::name)
            .toList();
    if (!unlike.isEmpty() || there.size() != tables.size()) {
      throw new IllegalStateException(
          "source and target have different tables, which this program did not make: "
              + (unlike.isEmpty() ? there.keySet() : unlike));
    }
    return tables.stream()
        .collect(
            Collectors.toMap(
                Table::name,
                table -> there.getOrDefault(table.name(), table),
                (one, _) -> one,
                java.util.LinkedHashMap::new));
  }

  private static boolean isLike(Table one, @Nullable Table other) {
    return other != null && kinds(one).equals(kinds(other));
  }

  private static Map<String, Table.Kind> kinds(Table table) {
    return table.columns().stream()
        .collect(Collectors.toMap(Table.Column::name, Table.Column::kind));
  }

  private List<CopiedTable> copyAll(Tx tx, List<Table> tables, Map<String, Table> fitting) {
    List<CopiedTable> copied = new ArrayList<>();
    for (Table table : tables) {
      copied.add(copy(tx, fitting.getOrDefault(table.name(), table)));
    }
    return copied;
  }

  private CopiedTable copy(Tx tx, Table table) {
    long all = tx.number("select count(*) from " + Target.quoted(table.name()));
    RowDigest digest = new RowDigest(table);
    List<@Nullable Object[]> rows = new ArrayList<>();
    long[] bytes = new long[1];
    tx.each(
        everything(table),
        row -> {
          rows.add(digest.add(row));
          bytes[0] += digest.lastBytes();
          if (rows.size() == ROWS || bytes[0] > BYTES) {
            flush(table, rows);
            bytes[0] = 0;
          }
          tell("copying", table, digest.rows(), all);
        });
    flush(table, rows);
    target.renumber(table);
    progress.at("copying", table.name(), digest.rows(), all);
    return CopiedTable.of(table.name(), digest);
  }

  private void flush(Table table, List<@Nullable Object[]> rows) {
    if (!rows.isEmpty()) {
      target.insert(table, List.copyOf(rows));
      rows.clear();
    }
  }

  private static String everything(Table table) {
    return table.columns().stream()
        .map(column -> Target.quoted(column.name()))
        .collect(Collectors.joining(", ", "select ", " from " + Target.quoted(table.name())));
  }

  private void tell(String doing, Table table, long done, long all) {
    if (done % TELL_EVERY == 0) {
      progress.at(doing, table.name(), done, all);
    }
  }

  private void compare(List<CopiedTable> copied, Map<String, Table> tables) {
    List<String> different = new ArrayList<>();
    for (CopiedTable table : copied) {
      CopiedTable there = digested(tables.get(table.name()), table.rows());
      if (!there.equals(table)) {
        different.add(
            "%s (%d rows, digest %s; copied %d, %s)"
                .formatted(
                    table.name(), there.rows(), there.digest(), table.rows(), table.digest()));
      }
    }
    if (!different.isEmpty()) {
      throw new IllegalStateException(
          "the copy differs from its source and must not be used: " + String.join(", ", different));
    }
  }

  private CopiedTable digested(@Nullable Table table, long all) {
    if (table == null) {
      throw new IllegalStateException("a table that was copied is not there");
    }
    RowDigest digest = target.sql().read("copy.compare", tx -> digested(tx, table, all));
    progress.at("comparing", table.name(), digest.rows(), all);
    return CopiedTable.of(table.name(), digest);
  }

  private RowDigest digested(Tx tx, Table table, long all) {
    RowDigest digest = new RowDigest(table);
    tx.each(
        everything(table),
        row -> {
          digest.add(row);
          tell("comparing", table, digest.rows(), all);
        });
    return digest;
  }
}
