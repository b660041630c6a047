package io.thoth.memory.agentfile;

import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentRemnants;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.ArchiveRemnants;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Imports that are under way. Each has a row that its every transaction touches; one that was not
 * touched for {@link #PATIENCE} is given up, and what it wrote is removed, few rows at a time.
 *
 * @param blocks what agents do with blocks
 */
public record Arrivals(
    Sql sql,
    AgentArrivals agents,
    BlockArrivals versions,
    AgentBlocks blocks,
    ArchiveArrivals archives,
    RecallArrivals recall) {
  /** Longer than any single transaction may take to be let in. */
  static final Duration PATIENCE = Duration.ofMinutes(10);

  private record Left(String tenant, String id) {}

  static void begin(Tx tx, String tenant, String id) {
    tx.update(
        "insert into arrival (tenant, id, touched_at) values (?, ?, ?)",
        tenant,
        id,
        Times.micros(Times.now()));
  }

  /** Says that the import is alive; a fault when it was given up meanwhile. */
  static void touch(Tx tx, String tenant, String id) {
    int rows =
        tx.update(
            "update arrival set touched_at = ? where tenant = ? and id = ?",
            Times.micros(Times.now()),
            tenant,
            id);
    if (rows == 0) {
      throw Fault.unavailable("This import took too long between two steps; begin it again");
    }
  }

  static void end(Tx tx, String tenant, String id) {
    tx.update("delete from arrival where tenant = ? and id = ?", tenant, id);
  }

  /** Removes what imports left behind that did nothing since this time. */
  void sweep(Instant before) {
    List<Left> left =
        sql.read(
            "arrival.left",
            tx ->
                tx.query(
                    "select tenant, id from arrival where touched_at <= ? order by tenant, id",
                    row -> new Left(row.text("tenant"), row.text("id")),
                    Times.micros(before)));
    left.forEach(one -> remove(one.tenant(), one.id()));
  }

  /** Removes all that an import has written: at once from sight, and then row by row. */
  void remove(String tenant, String id) {
    Departures left = AgentRemnants.departures(sql);
    Departures leftArchives = ArchiveRemnants.departures(sql);
    sql.write(
        "arrival.give_up",
        tx -> {
          for (String agentId : AgentArrivals.unseen(tx, tenant, id)) {
            RecallArrivals.uncount(tx, tenant, agentId);
            AgentArrivals.giveUp(tx, left, tenant, agentId);
          }
          ArchiveArrivals.giveUp(tx, leftArchives, tenant, id);
          end(tx, tenant, id);
          return true;
        });
    left.clear();
    leftArchives.clear();
  }
}
