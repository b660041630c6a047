package io.thoth.memory.archival;

import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.journal.Entry;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.search.Document;
import io.thoth.memory.search.IndexRows;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an index of one archive is made of, read in short transactions. Thread-safe. */
final class HotRows implements IndexRows {
  private static final int PAGE = 500;
  private static final int STEP = 500;

  private static final String DOCUMENT =
      """
      select p.sequence, p.id, p.text, p.tags, p.metadata, p.created_at, v.vector
      from passage p
      left join passage_vector v on v.tenant = p.tenant and v.archive_id = p.archive_id
        and v.sequence = p.sequence and v.model = ?
      """;

  private final Sql sql;
  private final String model;
  private final String tenant;
  private final String archiveId;

  HotRows(Sql sql, String model, String tenant, String archiveId) {
    this.sql = sql;
    this.model = model;
    this.tenant = tenant;
    this.archiveId = archiveId;
  }

  @Override
  public String name() {
    return archiveId;
  }

  /** The archive's sequence now; 0 when it is gone. */
  @Override
  public long sequence() {
    return sql.read("index.position", this::sequence);
  }

  private long sequence(Tx tx) {
    return tx.one(
            "select sequence from archive where tenant = ? and id = ?"
                + " and (arrival is null or arrival <> ?)",
            row -> row.integer("sequence"),
            tenant,
            archiveId,
            Departures.DEPARTED)
        .orElse(0L);
  }

  /** The next documents after a sequence, in the order they came; empty at the end. */
  @Override
  public List<Document> page(long after) {
    return sql.read(
        "index.load",
        tx ->
            tx.query(
                DOCUMENT
                    + " where p.tenant = ? and p.archive_id = ? and p.sequence > ?"
                    + " order by p.sequence limit ?",
                HotRows::document,
                model,
                tenant,
                archiveId,
                after,
                PAGE));
  }

  /**
   * The next changes after a position; null when the journal does not tell them any more, or when
   * the archive was deleted meanwhile, so that only loading it anew helps.
   */
  @Override
  public @Nullable Step step(long position) {
    return sql.read("index.follow", tx -> step(tx, position));
  }

  private @Nullable Step step(Tx tx, long position) {
    List<Entry> entries = Journal.after(tx, tenant, archiveId, position, STEP);
    if (entries.isEmpty() || entries.getFirst().sequence() != position + 1) {
      return null;
    }
    Set<String> touched = new LinkedHashSet<>();
    for (Entry entry : entries) {
      if (ArchiveChange.isOfWhole(entry.operation())) {
        return null;
      }
      if (ArchiveChange.isOfPassage(entry.operation())) {
        touched.add(Json.read(entry.state(), Touched.class).id());
      }
    }
    List<Document> put = new ArrayList<>();
    List<String> gone = new ArrayList<>();
    for (String id : touched) {
      tx.one(
              DOCUMENT + " where p.tenant = ? and p.archive_id = ? and p.id = ?",
              HotRows::document,
              model,
              tenant,
              archiveId,
              id)
          .ifPresentOrElse(put::add, () -> gone.add(id));
    }
    return new Step(entries.getLast().sequence(), put, gone);
  }

  private record Touched(String id) {}

  private static Document document(Row row) {
    String metadata = row.text("metadata");
    Map<String, Object> fields = "{}".equals(metadata) ? Map.of() : Json.object(metadata);
    Document plain =
        new Document(
            row.text("id"),
            row.integer("sequence"),
            row.text("text"),
            null,
            Json.texts(row.text("tags")),
            row.integer("created_at"),
            PassageRules.session(fields));
    byte[] vector = row.bytesOrNull("vector");
    return vector == null ? plain : plain.withKept(Vectors.floats(vector));
  }
}
