package io.thoth.memory.agents;

import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An agent as a row of its table. */
final class AgentRow {
  static final String COLUMNS =
      "a.id, a.name, a.description, a.system, a.agent_type, a.tags, a.metadata, a.hidden,"
          + " a.timezone, a.llm_config, a.embedding_config, a.settings, a.project_id,"
          + " a.template_id, a.base_template_id, a.created_by, a.updated_by, a.version,"
          + " a.created_at, a.updated_at";

  private AgentRow() {}

  static Agent agent(Row row) {
    Long hidden = row.integerOrNull("hidden");
    return new Agent(
        row.text("id"),
        row.text("name"),
        row.textOrNull("description"),
        row.text("system"),
        row.text("agent_type"),
        Json.texts(row.text("tags")),
        object(row.textOrNull("metadata")),
        hidden == null ? null : hidden != 0,
        row.text("timezone"),
        Json.object(row.text("llm_config")),
        object(row.textOrNull("embedding_config")),
        Json.object(row.text("settings")),
        row.textOrNull("project_id"),
        row.textOrNull("template_id"),
        row.textOrNull("base_template_id"),
        row.text("created_by"),
        row.text("updated_by"),
        row.integer("version"),
        Times.ofMicros(row.integer("created_at")),
        Times.ofMicros(row.integer("updated_at")));
  }

  /** What may change, in the order of the insert and update statements, then {@code more}. */
  static @Nullable Object[] values(Agent agent, @Nullable Object... more) {
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        agent.name(),
        agent.description(),
        agent.system(),
        agent.agentType(),
        Json.write(agent.tags()),
        text(agent.metadata()),
        agent.hidden(),
        agent.timezone(),
        Json.write(agent.llmConfig()),
        text(agent.embeddingConfig()),
        Json.write(agent.settings()),
        agent.projectId(),
        agent.templateId(),
        agent.baseTemplateId(),
        agent.lastUpdatedById(),
        agent.version(),
        Times.micros(agent.updatedAt()));
    Collections.addAll(values, more);
    return values.toArray();
  }

  private static @Nullable Map<String, Object> object(@Nullable String text) {
    return text == null ? null : Json.object(text);
  }

  private static @Nullable String text(@Nullable Map<String, Object> object) {
    return object == null ? null : Json.write(object);
  }
}
