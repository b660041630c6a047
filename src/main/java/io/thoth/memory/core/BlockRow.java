package io.thoth.memory.core;

import io.thoth.memory.access.Usage;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A block as a row of its table. */
final class BlockRow {
  static final String COLUMNS =
      "b.id, b.label, b.value, b.char_limit, b.description, b.metadata, b.read_only, b.tags,"
          + " b.is_template, b.hidden, b.preserve_on_migration, b.template_name, b.template_id,"
          + " b.base_template_id, b.deployment_id, b.entity_id, b.project_id, b.created_by,"
          + " b.updated_by, b.version, b.created_at, b.updated_at";

  private BlockRow() {}

  static Block block(Row row) {
    Long hidden = row.integerOrNull("hidden");
    return new Block(
        row.text("id"),
        row.text("label"),
        row.text("value"),
        row.integer("char_limit"),
        row.textOrNull("description"),
        Json.object(row.text("metadata")),
        row.flag("read_only"),
        Json.texts(row.text("tags")),
        row.flag("is_template"),
        hidden == null ? null : hidden != 0,
        row.flag("preserve_on_migration"),
        row.textOrNull("template_name"),
        row.textOrNull("template_id"),
        row.textOrNull("base_template_id"),
        row.textOrNull("deployment_id"),
        row.textOrNull("entity_id"),
        row.textOrNull("project_id"),
        row.text("created_by"),
        row.text("updated_by"),
        row.integer("version"),
        Times.ofMicros(row.integer("created_at")),
        Times.ofMicros(row.integer("updated_at")));
  }

  /** How much it counts of what its organisation may keep. */
  static long bytes(Block block) {
    String description = block.description();
    return Usage.bytes(block.label())
        + Usage.bytes(block.value())
        + Usage.bytes(description == null ? "" : description)
        + Usage.bytes(Json.write(block.metadata()))
        + Usage.bytes(Json.write(block.tags()));
  }

  /** What may change, in the order of the insert and update statements, then {@code more}. */
  static @Nullable Object[] values(Block block, @Nullable Object... more) {
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        block.label(),
        block.value(),
        block.limit(),
        block.description(),
        Json.write(block.metadata()),
        block.readOnly(),
        Json.write(block.tags()),
        block.isTemplate(),
        block.hidden(),
        block.preserveOnMigration(),
        block.templateName(),
        block.templateId(),
        block.baseTemplateId(),
        block.deploymentId(),
        block.entityId(),
        block.projectId(),
        block.lastUpdatedById(),
        block.version(),
        Times.micros(block.updatedAt()));
    Collections.addAll(values, more);
    return values.toArray();
  }
}
