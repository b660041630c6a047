package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.List;

/** Which archives agents have, inside the transaction given. */
final class AgentArchives {
  private AgentArchives() {}

  /** Gives the agent the archive; when it has it already, nothing changes. */
  static void link(Tx tx, String tenant, String agentId, String archiveId, boolean owner) {
    tx.update(
        """
        insert into agent_archive (tenant, agent_id, archive_id, is_owner, attached_at)
        values (?, ?, ?, ?, ?) on conflict (tenant, agent_id, archive_id) do nothing
        """,
        tenant,
        agentId,
        archiveId,
        owner,
        Times.micros(Times.now()));
  }

  static void unlink(Tx tx, String tenant, String agentId, String archiveId) {
    tx.update(
        "delete from agent_archive where tenant = ? and agent_id = ? and archive_id = ?",
        tenant,
        agentId,
        archiveId);
  }

  static List<ArchivalRows.Link> links(Tx tx, String tenant, String agentId) {
    return tx.query(
        "select archive_id, is_owner from agent_archive where tenant = ? and agent_id = ?"
            + " order by archive_id",
        row -> new ArchivalRows.Link(row.text("archive_id"), row.flag("is_owner")),
        tenant,
        agentId);
  }

  /** The archives of an agent, by id. */
  static List<Place> of(Tx tx, String tenant, String agentId) {
    return tx.query(
        """
        select r.id, r.sequence, r.passages from agent_archive l
        join archive r on r.tenant = l.tenant and r.id = l.archive_id
        where l.tenant = ? and l.agent_id = ? order by r.id
        """,
        ArchiveRow::place,
        tenant,
        agentId);
  }

  /** Those of an agent's archives that are asked for; all, when none is named. */
  static List<Place> of(Tx tx, String tenant, String agentId, List<String> archiveIds) {
    List<Place> all = of(tx, tenant, agentId);
    for (String archiveId : archiveIds) {
      if (all.stream().noneMatch(place -> place.archiveId().equals(archiveId))) {
        throw notAttached(agentId, archiveId);
      }
    }
    return archiveIds.isEmpty()
        ? all
        : all.stream().filter(place -> archiveIds.contains(place.archiveId())).toList();
  }

  static boolean has(Tx tx, String tenant, String agentId, String archiveId) {
    return tx.number(
            "select count(*) from agent_archive"
                + " where tenant = ? and agent_id = ? and archive_id = ?",
            tenant,
            agentId,
            archiveId)
        > 0;
  }

  static Fault notAttached(String agentId, String archiveId) {
    return new Fault(
        FaultKind.NOT_FOUND,
        "Archive '" + archiveId + "' is not attached to agent '" + agentId + "'");
  }
}
