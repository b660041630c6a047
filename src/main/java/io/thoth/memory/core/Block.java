package io.thoth.memory.core;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One block, in the shape clients see.
 *
 * @param limit the most characters (Unicode code points) the value may grow to
 * @param readOnly stops the agent's tools; the API may still write
 * @param version from 1, one more with every change
 */
public record Block(
    String id,
    String label,
    String value,
    long limit,
    @Nullable String description,
    Map<String, Object> metadata,
    boolean readOnly,
    List<String> tags,
    boolean isTemplate,
    @Nullable Boolean hidden,
    boolean preserveOnMigration,
    @Nullable String templateName,
    @Nullable String templateId,
    @Nullable String baseTemplateId,
    @Nullable String deploymentId,
    @Nullable String entityId,
    @Nullable String projectId,
    String createdById,
    String lastUpdatedById,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Block {
    metadata = Collections.unmodifiableMap(metadata);
    tags = List.copyOf(tags);
  }

  Block withDescription(@Nullable String other) {
    return new Block(
        id,
        label,
        value,
        limit,
        other,
        metadata,
        readOnly,
        tags,
        isTemplate,
        hidden,
        preserveOnMigration,
        templateName,
        templateId,
        baseTemplateId,
        deploymentId,
        entityId,
        projectId,
        createdById,
        lastUpdatedById,
        version,
        createdAt,
        updatedAt);
  }
}
