package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of passages, their tags and their vectors, inside the transaction given. */
final class PassageStore {
  private final PassageRow row;
  private final ArchiveStore archives;
  private final String model;

  /**
   * @param model the handle of the model that makes the vectors
   */
  PassageStore(PassageRow row, ArchiveStore archives, String model) {
    this.row = row;
    this.archives = archives;
    this.model = model;
  }

  Optional<Passage> find(Tx tx, String tenant, String passageId) {
    return find(tx, tenant, passageId, "");
  }

  /** The passage to be changed; it stays as it is for everybody else until the transaction ends. */
  Optional<Passage> lock(Tx tx, String tenant, String passageId) {
    return find(tx, tenant, passageId, tx.forUpdate("p"));
  }

  private Optional<Passage> find(Tx tx, String tenant, String passageId, String locking) {
    return tx.one(
        "select "
            + PassageRow.COLUMNS
            + " from passage p where p.tenant = ? and p.id = ? and "
            + ArchiveRemnants.none("p")
            + locking,
        row::passage,
        tenant,
        passageId);
  }

  /**
   * The passage in this archive, or in one of the agent's. A fault {@code UNACCEPTABLE} when it is
   * in another archive, as Letta's clients expect; to an agent it is not there.
   */
  Passage require(
      Tx tx,
      String tenant,
      @Nullable String agentId,
      @Nullable String archiveId,
      String passageId) {
    Passage passage =
        find(tx, tenant, passageId).orElseThrow(() -> Fault.notFound("Passage", passageId));
    if (agentId != null && !AgentArchives.has(tx, tenant, agentId, passage.archiveId())) {
      throw Fault.notFound("Passage", passageId);
    }
    if (archiveId != null && !passage.archiveId().equals(archiveId)) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "Passage '" + passageId + "' is not in archive '" + archiveId + "'");
    }
    return passage;
  }

  /** Passages of an archive in the order they came, with their vectors when these are wanted. */
  List<Passage> rows(Tx tx, String tenant, ArchivalRows.Passages question) {
    List<Passage> found =
        tx.query(
            "select "
                + PassageRow.COLUMNS
                + " from passage p where p.tenant = ? and p.archive_id = ? and p.sequence > ?"
                + " order by p.sequence limit ?",
            row::passage,
            tenant,
            question.archiveId(),
            question.after(),
            question.limit());
    if (!Boolean.TRUE.equals(question.vectors())) {
      return found;
    }
    return found.stream()
        .map(
            passage ->
                vector(tx, passage)
                    .map(v -> passage.with(Vectors.list(v), passage.embeddingConfig()))
                    .orElse(passage))
        .toList();
  }

  /** Writes new passages in their order; they come back without their vectors. */
  List<Passage> insert(Tx tx, Caller caller, String archiveId, List<Draft> drafts) {
    int count = drafts.size();
    Growth growth = Growth.by(drafts);
    long first = archives.advance(tx, caller.tenant(), archiveId, count, growth) - count;
    List<Passage> made = new ArrayList<>(count);
    for (Draft draft : drafts) {
      long sequence = first + made.size() + 1;
      String id = draft.id() == null ? Id.fresh(Id.PASSAGE) : draft.id();
      Passage passage = row.made(caller, id, archiveId, sequence, draft);
      insert(tx, passage, draft.vector());
      journal(tx, caller, passage, sequence, ArchiveChange.PASSAGE_CREATED);
      made.add(passage);
    }
    return made;
  }

  private void insert(Tx tx, Passage passage, float @Nullable [] vector) {
    tx.update(
        """
        insert into passage (tenant, archive_id, sequence, id, text, tags, metadata, model, version,
          created_by, updated_by, created_at, updated_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        passage.organizationId(),
        passage.archiveId(),
        passage.sequence(),
        passage.id(),
        passage.text(),
        Json.write(passage.tags()),
        Json.write(passage.metadata()),
        vector == null ? null : model,
        passage.version(),
        passage.createdById(),
        passage.lastUpdatedById(),
        Times.micros(passage.createdAt()),
        Times.micros(passage.updatedAt()));
    tag(tx, passage);
    if (vector != null) {
      putVector(tx, passage, vector);
    }
  }

  /**
   * Writes what a passage became. When its text changed, the vectors of every model are those of
   * another text and go.
   */
  Passage save(
      Tx tx, Caller caller, Passage before, Passages.Update patch, float @Nullable [] vector) {
    Passage after = row.patched(caller, before, patch);
    tx.update(
        """
        update passage set text = ?, tags = ?, metadata = ?, version = ?, updated_by = ?,
          created_at = ?, updated_at = ?
        where tenant = ? and archive_id = ? and sequence = ?
        """,
        after.text(),
        Json.write(after.tags()),
        Json.write(after.metadata()),
        after.version(),
        after.lastUpdatedById(),
        Times.micros(after.createdAt()),
        Times.micros(after.updatedAt()),
        after.organizationId(),
        after.archiveId(),
        after.sequence());
    if (!after.tags().equals(before.tags())) {
      tx.update(
          "delete from passage_tag where tenant = ? and archive_id = ? and sequence = ?",
          key(after));
      tag(tx, after);
    }
    if (!after.text().equals(before.text())) {
      tx.update(
          "delete from passage_vector where tenant = ? and archive_id = ? and sequence = ?",
          key(after));
      setModel(tx, after, vector == null ? null : model);
      if (vector != null) {
        putVector(tx, after, vector);
      }
    }
    Growth growth = new Growth(0, Growth.bytes(after) - Growth.bytes(before));
    journal(tx, caller, after, ArchiveChange.PASSAGE_UPDATED, growth);
    return find(tx, caller.tenant(), after.id()).orElseThrow();
  }

  /**
   * Gives a passage the vector it waited for; its version stays, for its content does.
   *
   * @param vector null when the present model's is there already
   */
  void embed(Tx tx, Caller caller, Passage passage, float @Nullable [] vector) {
    setModel(tx, passage, model);
    if (vector != null) {
      putVector(tx, passage, vector);
    }
    journal(tx, caller, passage, ArchiveChange.PASSAGE_EMBEDDED, Growth.NONE);
  }

  void delete(Tx tx, Caller caller, Passage passage) {
    tx.update(
        "delete from passage where tenant = ? and archive_id = ? and sequence = ?", key(passage));
    Growth growth = new Growth(-1, -Growth.bytes(passage));
    journal(tx, caller, passage, ArchiveChange.PASSAGE_DELETED, growth);
  }

  /** The vector of the present model, if there is one. */
  Optional<float[]> vector(Tx tx, Passage passage) {
    return tx.one(
        "select vector from passage_vector"
            + " where tenant = ? and archive_id = ? and sequence = ? and model = ?",
        found -> Vectors.floats(found.bytes("vector")),
        passage.organizationId(),
        passage.archiveId(),
        passage.sequence(),
        model);
  }

  private static void tag(Tx tx, Passage passage) {
    List<@Nullable Object[]> rows =
        passage.tags().stream()
            .map(
                tag ->
                    new @Nullable Object[] {
                      passage.organizationId(), passage.archiveId(), passage.sequence(), tag
                    })
            .toList();
    tx.batch(
        "insert into passage_tag (tenant, archive_id, sequence, tag) values (?, ?, ?, ?)", rows);
  }

  private void setModel(Tx tx, Passage passage, @Nullable String handle) {
    tx.update(
        "update passage set model = ? where tenant = ? and archive_id = ? and sequence = ?",
        handle,
        passage.organizationId(),
        passage.archiveId(),
        passage.sequence());
  }

  private void putVector(Tx tx, Passage passage, float[] vector) {
    tx.update(
        """
        insert into passage_vector (tenant, archive_id, sequence, model, vector)
        values (?, ?, ?, ?, ?)
        on conflict (tenant, archive_id, sequence, model) do update set vector = excluded.vector
        """,
        passage.organizationId(),
        passage.archiveId(),
        passage.sequence(),
        model,
        Vectors.bytes(vector));
  }

  private static @Nullable Object[] key(Passage passage) {
    return new @Nullable Object[] {
      passage.organizationId(), passage.archiveId(), passage.sequence()
    };
  }

  private void journal(
      Tx tx, Caller caller, Passage passage, ArchiveChange operation, Growth growth) {
    long sequence = archives.advance(tx, caller.tenant(), passage.archiveId(), 1, growth);
    journal(tx, caller, passage, sequence, operation);
  }

  private static void journal(
      Tx tx, Caller caller, Passage passage, long sequence, ArchiveChange operation) {
    String state = Json.write(Map.of("id", passage.id()));
    Journal.append(
        tx,
        caller,
        new Change(passage.archiveId(), sequence, operation.journalName(), Times.now(), state));
  }
}
