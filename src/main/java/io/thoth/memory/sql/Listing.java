package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A list read page by page along a key of several columns, which together are unique. The place of
 * a cursor is looked up in the table, so a page costs the same wherever it is.
 *
 * @param select the statement up to and without {@code where}; its table's alias is {@code alias}
 * @param table where cursors are looked up
 * @param alias of the table in {@code select}
 * @param key the columns that order the list, the most significant first
 */
public record Listing(String select, String table, String alias, List<String> key) {

  public Listing {
    key = List.copyOf(key);
  }

  public Listing(String select, String table, String alias, String... key) {
    this(select, table, alias, List.of(key));
  }

  /** The rows of one page. An unknown cursor is a fault {@code NOT_FOUND}. */
  public <T> List<T> page(Tx tx, String tenant, Conditions where, Page page, RowMapper<T> mapper) {
    return rows(tx, tenant, where, page, mapper);
  }

  /** The same of a table whose ids are unique by themselves; {@code where} says whose they are. */
  public <T> List<T> page(Tx tx, Conditions where, Page page, RowMapper<T> mapper) {
    return rows(tx, null, where, page, mapper);
  }

  private <T> List<T> rows(
      Tx tx, @Nullable String tenant, Conditions where, Page page, RowMapper<T> mapper) {
    bound(tx, tenant, where, "after", page.after(), page.descending());
    bound(tx, tenant, where, "before", page.before(), !page.descending());
    String sql =
        select
            + (" where " + where.text())
            + (" order by " + columns(" " + page.direction()))
            + " limit ?";
    return page.inOrder(tx.query(sql, mapper, where.arguments(page.limit())));
  }

  private void bound(
      Tx tx,
      @Nullable String tenant,
      Conditions where,
      String name,
      @Nullable String cursor,
      boolean below) {
    if (cursor == null) {
      return;
    }
    String whose = tenant == null ? "id = ?" : "id = ? and tenant = ?";
    Object[] which = tenant == null ? new Object[] {cursor} : new Object[] {cursor, tenant};
    String place = "select " + String.join(", ", key) + " from " + table + " where " + whose;
    // What the conditions hide is no place to continue from either: it is not there.
    String known = "select 1 from %s %s where %s and %s.id = ?";
    boolean found =
        tenant == null
            ? !tx.query(
                    known.formatted(table, alias, where.text(), alias),
                    _ -> cursor,
                    where.arguments(cursor))
                .isEmpty()
            : !tx.query(place, _ -> cursor, which).isEmpty();
    if (!found) {
      throw new Fault(
          FaultKind.NOT_FOUND,
          name + ": there is no item with id '" + cursor + "' to continue from");
    }
    String compare = below ? " < " : " > ";
    where.and("(" + columns("") + ")" + compare + "(" + place + ")", which);
  }

  private String columns(String direction) {
    return key.stream()
        .map(name -> alias + "." + name + direction)
        .collect(Collectors.joining(", "));
  }
}
