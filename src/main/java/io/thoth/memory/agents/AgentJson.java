package io.thoth.memory.agents;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Block;
import io.thoth.memory.models.Configurations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An agent in the shape clients of Letta's API know, whose fifty fields lie flat beside each other.
 * What belongs to parts this service does not have is empty, never absent.
 */
public final class AgentJson {
  private AgentJson() {}

  /** A page of agents. */
  public static List<Map<String, @Nullable Object>> page(Agents.Page page) {
    return page.agents().stream().map(AgentJson::state).toList();
  }

  /** For a person or a dashboard: who is there, and how much each has in core memory. */
  static Map<String, Object> summary(Agents.Page page) {
    List<Map<String, @Nullable Object>> agents =
        page.agents().stream().map(AgentJson::summary).toList();
    return Map.of("agents", agents, "count", agents.size());
  }

  private static Map<String, @Nullable Object> summary(AgentState state) {
    Agent agent = state.agent();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", agent.id());
    json.put("name", agent.name());
    json.put("description", agent.description());
    json.put("tags", agent.tags());
    json.put("block_labels", state.blocks().stream().map(Block::label).toList());
    json.put("created_at", agent.createdAt());
    json.put("updated_at", agent.updatedAt());
    return json;
  }

  static Map<String, @Nullable Object> memory(AgentState state) {
    return memory(state.agent(), state.blocks());
  }

  static Map<String, @Nullable Object> state(AgentState state) {
    Agent agent = state.agent();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", agent.id());
    json.put("name", agent.name());
    json.put("description", agent.description());
    json.put("system", agent.system());
    json.put("agent_type", agent.agentType());
    json.put("metadata", agent.metadata());
    json.put("hidden", agent.hidden());
    json.put("timezone", agent.timezone());
    models(json, agent);
    json.put("memory", memory(agent, state.blocks()));
    json.put("blocks", state.blocks());
    json.put("tags", state.relations().tags() ? agent.tags() : List.of());
    json.put("message_ids", state.messageIds());
    without(json);
    for (String field : List.of("tools", "sources", "identities")) {
      json.put(field, state.related(field));
    }
    json.put("identity_ids", state.related("identities").stream().map(i -> i.get("id")).toList());
    settings(json, state);
    json.put("project_id", agent.projectId());
    json.put("template_id", agent.templateId());
    json.put("base_template_id", agent.baseTemplateId());
    json.put("created_by_id", agent.createdById());
    json.put("last_updated_by_id", agent.lastUpdatedById());
    json.put("created_at", agent.createdAt());
    json.put("updated_at", agent.updatedAt());
    json.put("version", agent.version());
    return json;
  }

  private static void models(Map<String, @Nullable Object> json, Agent agent) {
    Map<String, Object> embedding = agent.embeddingConfig();
    json.put("llm_config", Configurations.wholeLanguage(agent.llmConfig()));
    json.put("model", agent.llmConfig().get("handle"));
    json.put("embedding_config", Configurations.wholeEmbedding(embedding));
    json.put("embedding", embedding == null ? null : embedding.get("handle"));
  }

  private static Map<String, @Nullable Object> memory(Agent agent, List<Block> blocks) {
    Map<String, @Nullable Object> memory = new LinkedHashMap<>();
    memory.put("agent_type", agent.agentType());
    memory.put("git_enabled", false);
    memory.put("blocks", blocks);
    memory.put("file_blocks", List.of());
    memory.put("prompt_template", "");
    return memory;
  }

  private static void without(Map<String, @Nullable Object> json) {
    for (String name :
        List.of(
            "multi_agent_group",
            "managed_group",
            "pending_approval",
            "last_run_completion",
            "last_run_duration_ms",
            "last_stop_reason")) {
      json.put(name, null);
    }
  }

  private static void settings(Map<String, @Nullable Object> json, AgentState state) {
    Map<String, Object> settings = state.agent().settings();
    json.put("tool_rules", settings.getOrDefault("tool_rules", List.of()));
    json.put("message_buffer_autoclear", settings.getOrDefault("message_buffer_autoclear", false));
    for (String name :
        List.of(
            "model_settings",
            "compaction_settings",
            "response_format",
            "enable_sleeptime",
            "max_files_open",
            "per_file_view_window_char_limit",
            "deployment_id",
            "entity_id")) {
      json.put(name, settings.get(name));
    }
    json.put("secrets", secrets(state, "secrets"));
    json.put("tool_exec_environment_variables", secrets(state, "tool_exec_environment_variables"));
  }

  private static List<Map<String, Object>> secrets(AgentState state, String name) {
    if (!state.relations().secrets()
        || !(state.agent().settings().get(name) instanceof Map<?, ?> secrets)) {
      return List.of();
    }
    Map<String, Object> sorted = new TreeMap<>();
    secrets.forEach((key, value) -> sorted.put(String.valueOf(key), Objects.toString(value, "")));
    return sorted.entrySet().stream()
        .map(
            secret ->
                Map.<String, Object>of(
                    "key", secret.getKey(),
                    "value", secret.getValue(),
                    "agent_id", state.agent().id()))
        .toList();
  }
}
