package io.thoth.memory.agentfile;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentSecrets;
import io.thoth.memory.core.Block;
import io.thoth.memory.json.Times;
import io.thoth.memory.models.Configurations;
import io.thoth.memory.recall.Message;
import io.thoth.memory.recall.MessageBody;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Things in the shapes in which Letta's agent files hold them: exactly Letta's keys, because its
 * reader refuses others in some places.
 */
final class LettaShapes {
  private static final List<String> NO_TEXT = List.of();
  private static final List<String> SETTINGS =
      List.of(
          "model_settings",
          "compaction_settings",
          "response_format",
          "max_files_open",
          "per_file_view_window_char_limit");

  private LettaShapes() {}

  static @Nullable String time(@Nullable Instant time) {
    return time == null ? null : Times.text(time).replace("Z", "+00:00");
  }

  /** An agent without its messages. */
  static Map<String, @Nullable Object> agent(
      Agent agent, String id, List<String> toolIds, List<String> blockIds) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", agent.name());
    json.put("memory_blocks", NO_TEXT);
    json.put("tools", NO_TEXT);
    json.put("tool_ids", toolIds);
    json.put("source_ids", NO_TEXT);
    json.put("folder_ids", NO_TEXT);
    json.put("block_ids", blockIds);
    json.put("tool_rules", agent.settings().getOrDefault("tool_rules", List.of()));
    json.put("tags", agent.tags());
    json.put("system", agent.system());
    json.put("agent_type", agent.agentType());
    json.put("initial_message_sequence", null);
    json.put("include_base_tools", false);
    json.put("include_multi_agent_tools", false);
    json.put("include_base_tool_rules", false);
    json.put("include_default_source", false);
    json.put("description", agent.description());
    json.put("metadata", agent.metadata());
    json.put("llm_config", Configurations.wholeLanguage(agent.llmConfig()));
    json.put("embedding_config", Configurations.wholeEmbedding(agent.embeddingConfig()));
    json.put("model", null);
    json.put("embedding", null);
    SETTINGS.forEach(name -> json.put(name, agent.settings().get(name)));
    json.put("secrets", AgentSecrets.emptied(agent.settings().get("secrets")));
    json.put(
        "tool_exec_environment_variables",
        AgentSecrets.emptied(agent.settings().get("tool_exec_environment_variables")));
    json.put("project_id", agent.projectId());
    json.put("template_id", agent.templateId());
    json.put("base_template_id", agent.baseTemplateId());
    json.put("identity_ids", null);
    json.put(
        "message_buffer_autoclear",
        agent.settings().getOrDefault("message_buffer_autoclear", false));
    json.put("enable_sleeptime", false);
    json.put("timezone", agent.timezone());
    json.put("hidden", agent.hidden());
    json.put("group_ids", NO_TEXT);
    json.put("files_agents", NO_TEXT);
    json.put("id", id);
    return json;
  }

  static Map<String, @Nullable Object> block(Block block, String id) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("value", block.value());
    json.put("limit", block.limit());
    json.put("project_id", block.projectId());
    json.put("template_name", block.templateName());
    json.put("is_template", block.isTemplate());
    json.put("template_id", block.templateId());
    json.put("base_template_id", block.baseTemplateId());
    json.put("deployment_id", block.deploymentId());
    json.put("entity_id", block.entityId());
    json.put("preserve_on_migration", block.preserveOnMigration());
    json.put("label", block.label());
    json.put("read_only", block.readOnly());
    json.put("description", block.description());
    json.put("metadata", block.metadata());
    json.put("hidden", block.hidden());
    json.put("tags", block.tags());
    json.put("id", id);
    return json;
  }

  static Map<String, @Nullable Object> tool(Map<String, Object> tool, String id) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(tool);
    List.of("version", "created_at", "updated_at").forEach(json::remove);
    json.put("id", id);
    return json;
  }

  static Map<String, @Nullable Object> message(Message message, String id, String agentId) {
    MessageBody body = message.body();
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("type", "message");
    json.put("role", message.role());
    json.put("content", sorted(body.content() == null ? List.of() : body.content()));
    json.put("name", body.name());
    json.put("otid", message.otid());
    json.put("sender_id", body.senderId());
    json.put("batch_item_id", body.batchItemId());
    json.put("group_id", body.groupId());
    json.put("id", id);
    json.put("model", body.model());
    json.put("agent_id", agentId);
    json.put("tool_calls", sorted(body.toolCalls()));
    json.put("tool_call_id", body.toolCallId());
    json.put("tool_returns", sorted(body.toolReturns()));
    json.put("created_at", time(message.createdAt()));
    json.put("approve", body.approve());
    json.put("approval_request_id", body.approvalRequestId());
    json.put("denial_reason", body.denialReason());
    json.put("approvals", sorted(body.approvals()));
    return json;
  }

  /** The same with its keys in one order, however they came. */
  private static @Nullable Object sorted(@Nullable Object value) {
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> sorted = new TreeMap<>();
      map.forEach((key, inner) -> sorted.put(String.valueOf(key), sorted(inner)));
      return sorted;
    }
    return value instanceof List<?> list ? list.stream().map(LettaShapes::sorted).toList() : value;
  }

  /** The same with what Letta's files do not say of a message. */
  static Map<String, @Nullable Object> wholeMessage(Message message, String id, String agentId) {
    Map<String, @Nullable Object> json = message(message, id, agentId);
    MessageBody body = message.body();
    json.put("step_id", body.stepId());
    json.put("run_id", body.runId());
    json.put("is_err", body.isErr());
    json.put("compaction_stats", body.compactionStats());
    json.put("event_type", body.eventType());
    json.put("event_data", body.eventData());
    json.put("in_context", message.inContext());
    return json;
  }
}
