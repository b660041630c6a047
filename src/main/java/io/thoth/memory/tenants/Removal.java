package io.thoth.memory.tenants;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Portions;
import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what organisations leave behind that were deleted: from every table that has a column
 * {@code tenant}, so that a new feature need not think of it. In portions where there may be many.
 * An organisation is gone for good when a request that began before it was deleted cannot still
 * write for it. Several nodes may do this at the same time. Not thread-safe.
 */
final class Removal {
  private static final Logger LOG = LoggerFactory.getLogger(Removal.class);
  private static final Duration LONGEST_REQUEST = Duration.ofMinutes(5);

  /** Tables that grow large, and a key of each. */
  private static final Map<String, String> LARGE = new LinkedHashMap<>();

  static {
    LARGE.put("passage", "tenant, archive_id, sequence");
    LARGE.put("journal", "tenant, stream, sequence");
    LARGE.put("request", "tenant, key");
    LARGE.put("message", "tenant, agent_id, sequence");
    LARGE.put("run", "tenant, id");
    LARGE.put("conversation", "tenant, id");
    LARGE.put("folder_file", "tenant, id");
    LARGE.put("block", "tenant, id");
    LARGE.put("archive", "tenant, id");
    LARGE.put("agent", "tenant, id");
  }

  private final Sql sql;
  private final Clock clock;

  Removal(Sql sql, Clock clock) {
    this.sql = sql;
    this.clock = clock;
  }

  private record Gone(String id, long at) {}

  /** Goes once through all that is left; answers how many rows were removed. */
  long run() {
    List<Gone> all =
        sql.read(
            "removal.list",
            tx ->
                tx.query(
                    "select id, at from organization_gone order by id",
                    row -> new Gone(row.text("id"), row.integer("at"))));
    long removed = 0;
    for (Gone gone : all) {
      removed += remove(gone);
    }
    return removed;
  }

  private long remove(Gone gone) {
    long removed = 0;
    for (Map.Entry<String, String> table : LARGE.entrySet()) {
      removed += removeByParts(table.getKey(), table.getValue(), gone.id());
    }
    for (String table : sql.read("removal.tables", this::tables)) {
      removed +=
          sql.write(
              "removal.rest",
              tx -> tx.update("delete from " + table + " where tenant = ?", gone.id()));
    }
    if (gone.at() < Times.micros(clock.instant().minus(LONGEST_REQUEST))) {
      sql.write(
          "removal.end", tx -> tx.update("delete from organization_gone where id = ?", gone.id()));
    }
    LOG.info("organization={} rows={} removed", gone.id(), removed);
    return removed;
  }

  private long removeByParts(String table, String key, String organization) {
    String statement =
        "delete from %s where (%s) in (select %s from %s where tenant = ? limit ?)"
            .formatted(table, key, key, table);
    return new Portions(sql)
        .all("removal.part", (tx, rows) -> tx.update(statement, organization, rows));
  }

  /** The tables with a column {@code tenant}; every database tells this in its own way. */
  private List<String> tables(Tx tx) {
    String question =
        sql.dialect() == Dialect.SQLITE
            ? """
            select m.name as name from sqlite_schema m
            join pragma_table_info(m.name) c where m.type = 'table' and c.name = 'tenant'
            """
            : """
            select table_name as name from information_schema.columns
            where column_name = 'tenant' and table_schema = current_schema()
            """;
    return tx.query(question, row -> row.text("name"));
  }

  /** The same, but a store that is busy or closing is no matter: it goes on later. */
  void runLeniently() {
    try {
      run();
    } catch (Fault busyOrClosing) {
      LOG.debug("removal goes on later: {}", busyOrClosing.getMessage());
    } catch (RuntimeException problem) {
      LOG.warn("removal failed and goes on later", problem);
    }
  }
}
