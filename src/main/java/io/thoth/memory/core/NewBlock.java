package io.thoth.memory.core;

import io.thoth.memory.json.Texts;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A block to be made; what is absent takes its default. */
public record NewBlock(
    String label,
    @Nullable String value,
    @Nullable Long limit,
    @Nullable String description,
    @Nullable Map<String, Object> metadata,
    @Nullable Boolean readOnly,
    @Nullable List<String> tags,
    @Nullable Boolean isTemplate,
    @Nullable Boolean hidden,
    @Nullable Boolean preserveOnMigration,
    @Nullable String templateName,
    @Nullable String templateId,
    @Nullable String baseTemplateId,
    @Nullable String deploymentId,
    @Nullable String entityId,
    @Nullable String projectId) {

  public NewBlock {
    label = BlockRules.label("label", label);
    value = Objects.requireNonNullElse(value, "");
    limit = BlockRules.limit(limit == null ? BlockRules.USUAL_LIMIT : limit);
    metadata = Objects.requireNonNullElse(Texts.object("metadata", metadata), Map.of());
    tags = Texts.tags("tags", tags);
    BlockRules.within(limit, value, "");
  }

  /** A block with this label, value and description and every other default. */
  public static NewBlock of(String label, String value, @Nullable String description) {
    return new NewBlock(
        label,
        value,
        null,
        description,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A block with this label and value and every default. */
  public static NewBlock of(String label, String value) {
    return new NewBlock(
        label, value, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }
}
