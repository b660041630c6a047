package io.thoth.memory.archival;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One archive, in the shape clients see.
 *
 * @param embeddingConfig the model that embeds here, whatever model a client named; null when none
 *     does and search is by words alone
 * @param version from 1, one more with every change of the archive itself
 */
public record Archive(
    String id,
    String name,
    String organizationId,
    @Nullable String description,
    String vectorDbProvider,
    @Nullable VectorModel embeddingConfig,
    Map<String, Object> metadata,
    String createdById,
    String lastUpdatedById,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Archive {
    metadata = Collections.unmodifiableMap(metadata);
  }
}
