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

  /** What it is after a change. */
  Block then(BlockPatch patch, String actor, long next, Instant at) {
    return new Block(
        id,
        or(patch.label(), label),
        or(patch.value(), value),
        or(patch.limit(), limit),
        or(patch.description(), description),
        or(patch.metadata(), metadata),
        or(patch.readOnly(), readOnly),
        or(patch.tags(), tags),
        or(patch.isTemplate(), isTemplate),
        or(patch.hidden(), hidden),
        or(patch.preserveOnMigration(), preserveOnMigration),
        or(patch.templateName(), templateName),
        or(patch.templateId(), templateId),
        or(patch.baseTemplateId(), baseTemplateId),
        or(patch.deploymentId(), deploymentId),
        or(patch.entityId(), entityId),
        or(patch.projectId(), projectId),
        createdById,
        actor,
        next,
        createdAt,
        at);
  }

  private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
