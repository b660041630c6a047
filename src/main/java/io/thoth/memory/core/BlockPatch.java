package io.thoth.memory.core;

import io.thoth.memory.json.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What to change of a block; absent and null both mean: leave as it is. */
public record BlockPatch(
    @Nullable String label,
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

  public BlockPatch {
    label = label == null ? null : BlockRules.label("label", label);
    limit = limit == null ? null : BlockRules.limit(limit);
    metadata = Texts.object("metadata", metadata);
    tags = tags == null ? null : Texts.tags("tags", tags);
  }

  static final BlockPatch NOTHING = valued(null);

  /** Another value, and nothing else. */
  public static BlockPatch ofValue(String value) {
    return valued(value);
  }

  /** Another label, value or description; null leaves what is there. */
  public static BlockPatch of(
      @Nullable String label, @Nullable String value, @Nullable String description) {
    return new BlockPatch(
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

  private static BlockPatch valued(@Nullable String value) {
    return new BlockPatch(
        null, value, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null);
  }
}
