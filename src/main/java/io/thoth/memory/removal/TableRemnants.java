package io.thoth.memory.removal;

import io.thoth.memory.sql.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Things that have rows in other tables, none of which stays. */
public final class TableRemnants implements Remnants {
  private final String table;
  private final String reference;
  private final List<String> small;
  private final Map<String, String> large;

  /**
   * @param table of the things, with the columns tenant, id and arrival
   * @param reference the column of other tables that names one of the things
   * @param small tables of which a thing has few rows, or which others read by themselves
   * @param large tables that grow without end and a key of each; those that refer to others first
   */
  public TableRemnants(
      String table, String reference, List<String> small, Map<String, String> large) {
    this.table = table;
    this.reference = reference;
    this.small = List.copyOf(small);
    this.large = new LinkedHashMap<>(large);
  }

  /** The other tables of which rows go with a thing, by name. */
  public Set<String> tables() {
    Set<String> all = new TreeSet<>(small);
    all.addAll(large.keySet());
    return all;
  }

  @Override
  public void detach(Tx tx, String tenant, String id) {
    for (String each : small) {
      tx.update("delete from " + each + " where tenant = ? and " + reference + " = ?", tenant, id);
    }
  }

  @Override
  public int remove(Tx tx, String tenant, String id, int limit) {
    int removed = 0;
    for (Map.Entry<String, String> each : large.entrySet()) {
      if (removed < limit) {
        String statement = statement(each.getKey(), each.getValue());
        removed += tx.update(statement, tenant, id, limit - removed);
      }
    }
    return removed;
  }

  private String statement(String from, String key) {
    return "delete from %s where (%s) in (select %s from %s where tenant = ? and %s = ? limit ?)"
        .formatted(from, key, key, from, reference);
  }

  /** Another node may be removing the same rows, which are then still there for this one. */
  @Override
  public void end(Tx tx, String tenant, String id) {
    StringBuilder statement =
        new StringBuilder("delete from " + table + " where tenant = ? and id = ? and arrival = ?");
    for (String each : large.keySet()) {
      statement.append(
          " and not exists (select 1 from %s l where l.tenant = %s.tenant and l.%s = %s.id)"
              .formatted(each, table, reference, table));
    }
    tx.update(statement.toString(), tenant, id, Departures.DEPARTED);
  }
}
