package io.thoth.memory.archival;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The rows of archives, inside the transaction given. Every change of an archive or of one of its
 * passages moves the archive's sequence and writes the journal entry with it.
 */
final class ArchiveStore {
  private final ArchiveRow row;

  ArchiveStore(ArchiveRow row) {
    this.row = row;
  }

  Archive require(Tx tx, String tenant, String archiveId) {
    return tx.one(
            "select "
                + ArchiveRow.COLUMNS
                + " from archive r where r.tenant = ? and r.id = ?"
                + " and r.arrival is null",
            row::archive,
            tenant,
            archiveId)
        .orElseThrow(() -> Fault.notFound("Archive", archiveId));
  }

  Place requirePlace(Tx tx, String tenant, String archiveId) {
    return tx.one(
            "select id, sequence, passages from archive where tenant = ? and id = ?"
                + " and arrival is null",
            ArchiveRow::place,
            tenant,
            archiveId)
        .orElseThrow(() -> Fault.notFound("Archive", archiveId));
  }

  /** All archives of the organisation. */
  List<Place> places(Tx tx, String tenant) {
    return tx.query(
        "select id, sequence, passages from archive where tenant = ? and arrival is null"
            + " order by id",
        ArchiveRow::place,
        tenant);
  }

  Archive insert(Tx tx, Caller caller, Archives.Create fresh) {
    return insert(tx, caller, row.made(caller, Id.fresh(Id.ARCHIVE), fresh, Times.now()));
  }

  Archive insert(Tx tx, Caller caller, Archive made) {
    // An archive that comes back under its old id goes on in its old journal.
    long sequence =
        1
            + tx.number(
                "select coalesce(max(sequence), 0) from journal where tenant = ? and stream = ?",
                caller.tenant(),
                made.id());
    tx.update(
        """
        insert into archive (tenant, id, name, description, metadata, sequence, passages, version,
          created_by, updated_by, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        made.id(),
        made.name(),
        made.description(),
        Json.write(made.metadata()),
        sequence,
        made.version(),
        made.createdById(),
        made.lastUpdatedById(),
        Times.micros(made.createdAt()),
        Times.micros(made.updatedAt()));
    journal(tx, caller, made, sequence, ArchiveChange.CREATED);
    return made;
  }

  Archive update(Tx tx, Caller caller, Archives.Update patch) {
    long sequence = advance(tx, caller.tenant(), patch.archiveId(), 1, Growth.NONE);
    tx.update(
        """
        update archive set name = coalesce(?, name), description = coalesce(?, description),
          metadata = coalesce(?, metadata), version = version + 1, updated_by = ?, updated_at = ?
        where tenant = ? and id = ?
        """,
        patch.name(),
        patch.description(),
        patch.metadata() == null ? null : Json.write(patch.metadata()),
        caller.actor(),
        Times.micros(Times.now()),
        caller.tenant(),
        patch.archiveId());
    Archive after = require(tx, caller.tenant(), patch.archiveId());
    journal(tx, caller, after, sequence, ArchiveChange.UPDATED);
    return after;
  }

  /** Counts and tells that the archive is deleted, with its passages. */
  void departed(Tx tx, Caller caller, String archiveId) {
    Archive archive = require(tx, caller.tenant(), archiveId);
    long sequence = advance(tx, caller.tenant(), archiveId, 1, Growth.NONE);
    Growth.of(tx, caller.tenant(), archiveId).reversed().count(tx, caller.tenant());
    journal(tx, caller, archive, sequence, ArchiveChange.DELETED);
  }

  /**
   * Makes room for journal entries; answers the sequence of the last of them.
   *
   * @param changes how many entries
   * @param growth what there is more than before
   */
  long advance(Tx tx, String tenant, String archiveId, int changes, Growth growth) {
    List<Long> sequence =
        tx.query(
            "update archive set sequence = sequence + ?, passages = passages + ?,"
                + " bytes = bytes + ? where tenant = ? and id = ?"
                + " and (arrival is null or arrival <> ?) returning sequence",
            found -> found.integer("sequence"),
            changes,
            growth.passages(),
            growth.bytes(),
            tenant,
            archiveId,
            Departures.DEPARTED);
    if (sequence.isEmpty()) {
      throw Fault.notFound("Archive", archiveId);
    }
    growth.count(tx, tenant);
    return sequence.getFirst();
  }

  /** The archive of an agent that a passage without a named archive goes to; made when missing. */
  String home(Tx tx, Caller caller, AgentDirectory.Known agent) {
    record Link(String archiveId, boolean owned) {}
    List<Link> links =
        tx.query(
            "select archive_id, is_owner from agent_archive where tenant = ? and agent_id = ?"
                + " order by is_owner desc, archive_id limit 2",
            found -> new Link(found.text("archive_id"), found.flag("is_owner")),
            caller.tenant(),
            agent.id());
    boolean one = links.size() == 1 || (!links.isEmpty() && links.getFirst().owned());
    if (one) {
      return links.getFirst().archiveId();
    }
    String name = agent.name() + "'s Archive";
    Archive made = insert(tx, caller, ArchiveRow.named(name));
    AgentArchives.link(tx, caller.tenant(), agent.id(), made.id(), true);
    return made.id();
  }

  private static void journal(
      Tx tx, Caller caller, Archive archive, long sequence, ArchiveChange operation) {
    Instant now = Times.now();
    String state =
        Json.write(
            Map.of("id", archive.id(), "name", archive.name(), "version", archive.version()));
    Journal.append(
        tx, caller, new Change(archive.id(), sequence, operation.journalName(), now, state));
  }
}
