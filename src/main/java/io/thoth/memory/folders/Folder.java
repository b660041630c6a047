package io.thoth.memory.folders;

import io.thoth.memory.models.Configurations;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One folder, in the shape clients see; some call it a source.
 *
 * @param embeddingConfig the model that clients named for it, or the usual one, with every field
 * @param version from 1, one more with every change
 */
public record Folder(
    String id,
    String name,
    @Nullable String description,
    @Nullable String instructions,
    @Nullable Map<String, Object> metadata,
    Map<String, @Nullable Object> embeddingConfig,
    String createdById,
    String lastUpdatedById,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Folder {
    metadata = metadata == null ? null : Collections.unmodifiableMap(metadata);
    embeddingConfig =
        Collections.unmodifiableMap(Configurations.completeEmbedding(embeddingConfig));
  }
}
