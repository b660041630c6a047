package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A passage as a row of its table, without its vector. */
final class PassageRow {
  static final String COLUMNS =
      "p.tenant, p.archive_id, p.sequence, p.id, p.text, p.tags, p.metadata, p.model, p.version,"
          + " p.created_by, p.updated_by, p.created_at, p.updated_at";

  private final Embedder embedder;

  PassageRow(Embedder embedder) {
    this.embedder = embedder;
  }

  Passage passage(Row row) {
    String model = row.textOrNull("model");
    return passage(
        row.text("id"),
        row.text("archive_id"),
        row.integer("sequence"),
        row.text("text"),
        Json.texts(row.text("tags")),
        Json.object(row.text("metadata")),
        embedder.model().equals(model) ? VectorModel.of(embedder) : null,
        new Written(
            row.text("tenant"),
            row.text("created_by"),
            row.text("updated_by"),
            row.integer("version"),
            Times.ofMicros(row.integer("created_at")),
            Times.ofMicros(row.integer("updated_at"))));
  }

  Passage made(Caller caller, String id, String archiveId, long sequence, Draft draft) {
    NewPassage fresh = draft.passage();
    return passage(
        id,
        archiveId,
        sequence,
        fresh.text(),
        Objects.requireNonNull(fresh.tags()),
        Objects.requireNonNull(fresh.metadata()),
        draft.vector() == null ? null : VectorModel.of(embedder),
        new Written(
            caller.tenant(),
            caller.actor(),
            caller.actor(),
            1,
            Objects.requireNonNull(fresh.createdAt()),
            Times.now()));
  }

  Passage patched(Caller caller, Passage before, Passages.Update patch) {
    return passage(
        before.id(),
        before.archiveId(),
        before.sequence(),
        Objects.requireNonNullElse(patch.text(), before.text()),
        Objects.requireNonNullElse(patch.tags(), before.tags()),
        Objects.requireNonNullElse(patch.metadata(), before.metadata()),
        before.embeddingConfig(),
        new Written(
            before.organizationId(),
            before.createdById(),
            caller.actor(),
            before.version() + 1,
            Objects.requireNonNullElse(patch.createdAt(), before.createdAt()),
            Times.now()));
  }

  private record Written(
      String tenant,
      String createdBy,
      String updatedBy,
      long version,
      Instant createdAt,
      Instant updatedAt) {}

  private static Passage passage(
      String id,
      String archiveId,
      long sequence,
      String text,
      List<String> tags,
      Map<String, Object> metadata,
      @Nullable VectorModel model,
      Written written) {
    return new Passage(
        id,
        text,
        null,
        model,
        archiveId,
        null,
        null,
        null,
        metadata,
        tags,
        false,
        written.tenant(),
        written.createdBy(),
        written.updatedBy(),
        sequence,
        written.version(),
        written.createdAt(),
        written.updatedAt());
  }
}
