package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/** An archive as a row of its table; the model beside it is the embedder's. */
final class ArchiveRow {
  static final String COLUMNS =
      "r.tenant, r.id, r.name, r.description, r.metadata, r.version, r.created_by, r.updated_by,"
          + " r.created_at, r.updated_at";

  private static final String PROVIDER = "native";

  private final Embedder embedder;

  ArchiveRow(Embedder embedder) {
    this.embedder = embedder;
  }

  static Place place(Row row) {
    return new Place(row.text("id"), row.integer("sequence"), row.integer("passages"));
  }

  Archive archive(Row row) {
    return new Archive(
        row.text("id"),
        row.text("name"),
        row.text("tenant"),
        row.textOrNull("description"),
        PROVIDER,
        VectorModel.of(embedder),
        Json.object(row.text("metadata")),
        row.text("created_by"),
        row.text("updated_by"),
        row.integer("version"),
        Times.ofMicros(row.integer("created_at")),
        Times.ofMicros(row.integer("updated_at")));
  }

  Archive made(Caller caller, String id, Archives.Create fresh, Instant now) {
    return new Archive(
        id,
        fresh.name(),
        caller.tenant(),
        fresh.description(),
        PROVIDER,
        VectorModel.of(embedder),
        Objects.requireNonNull(fresh.metadata()),
        caller.actor(),
        caller.actor(),
        1,
        now,
        now);
  }

  /** An archive to be made with this name, which may be longer than a client's. */
  static Archives.Create named(String name) {
    int end = Math.min(name.length(), Archives.LONGEST_NAME);
    return new Archives.Create(name.substring(0, end), null, null, Map.of());
  }
}
