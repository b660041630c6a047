package io.thoth.memory.archival;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One passage, in the shape clients see.
 *
 * @param embedding its vector, of unit length; given where one passage is answered (create, read,
 *     change), null in lists, batches and searches, where it would be most of the answer, and null
 *     while the passage waits for it
 * @param embeddingConfig the model that made the vector; null while the passage waits for it
 * @param sequence its place among the changes of its archive: passages in the order they came
 * @param version from 1, one more with every change
 */
public record Passage(
    String id,
    String text,
    @Nullable List<Float> embedding,
    @Nullable VectorModel embeddingConfig,
    String archiveId,
    @Nullable String sourceId,
    @Nullable String fileId,
    @Nullable String fileName,
    Map<String, Object> metadata,
    List<String> tags,
    boolean isDeleted,
    String organizationId,
    String createdById,
    String lastUpdatedById,
    long sequence,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Passage {
    embedding = embedding == null ? null : List.copyOf(embedding);
    metadata = Collections.unmodifiableMap(metadata);
    tags = List.copyOf(tags);
  }

  /** The same with its vector. */
  Passage with(@Nullable List<Float> vector, @Nullable VectorModel model) {
    return new Passage(
        id,
        text,
        vector,
        model,
        archiveId,
        sourceId,
        fileId,
        fileName,
        metadata,
        tags,
        isDeleted,
        organizationId,
        createdById,
        lastUpdatedById,
        sequence,
        version,
        createdAt,
        updatedAt);
  }
}
