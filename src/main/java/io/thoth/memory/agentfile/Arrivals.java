package io.thoth.memory.agentfile;

import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentRemnants;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.ArchiveRemnants;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.recall.ConversationRemnants;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import java.time.Instant;

/**
 * Imports that are under way. Whatever is {@link Unfinished} and was left by its node is given up
 * here, large forks included, and what it wrote is removed, few rows at a time.
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
  /** Removes what is left of all that did nothing since this time. */
  public void sweep(Instant before) {
    for (Unfinished left : Unfinished.untouchedSince(sql, before)) {
      remove(left, tx -> left.end(tx, before));
    }
  }

  /** Removes all that it has written: at once from sight, and then row by row. */
  void remove(Unfinished unfinished) {
    remove(unfinished, unfinished::end);
  }

  private void remove(Unfinished unfinished, Work<Boolean> end) {
    String tenant = unfinished.tenant();
    Departures left = AgentRemnants.departures(sql);
    Departures leftArchives = ArchiveRemnants.departures(sql);
    Departures leftConversations = ConversationRemnants.departures(sql);
    sql.write(
        "arrival.give_up",
        tx -> {
          if (!end.in(tx)) {
            return false; // it went on, or is whole
          }
          for (String agentId : AgentArrivals.unseen(tx, tenant, unfinished.id())) {
            RecallArrivals.uncount(tx, tenant, agentId);
            AgentArrivals.giveUp(tx, left, tenant, agentId);
          }
          ArchiveArrivals.giveUp(tx, leftArchives, tenant, unfinished.id());
          ConversationRemnants.giveUp(tx, leftConversations, unfinished);
          return true;
        });
    left.clear();
    leftArchives.clear();
    leftConversations.clear();
  }
}
