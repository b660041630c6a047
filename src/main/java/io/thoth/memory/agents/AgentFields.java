package io.thoth.memory.agents;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import io.thoth.memory.models.Configurations;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a client may say of an agent, when making it and when changing it. Absent and null both
 * mean: the default, or leave as it is. Lists replace what was there.
 *
 * @param sourceIds of folders, as older clients say it
 * @param messageIds of the agent's own messages, those to be in its context
 * @param initialMessageSequence what the agent remembers from its beginning
 * @param rest every other field of the request; the known ones are kept as settings
 */
public record AgentFields(
    @Nullable String name,
    @Nullable String description,
    @Nullable String system,
    @Nullable String agentType,
    @Nullable List<String> tags,
    @Nullable Map<String, Object> metadata,
    @Nullable List<NewBlock> memoryBlocks,
    @Nullable List<String> blockIds,
    @Nullable List<String> tools,
    @Nullable List<String> toolIds,
    @Nullable Boolean includeBaseTools,
    @Nullable Boolean includeMultiAgentTools,
    @Nullable String model,
    @Nullable String embedding,
    @Nullable Map<String, Object> llmConfig,
    @Nullable Map<String, Object> embeddingConfig,
    @Nullable Integer contextWindowLimit,
    @Nullable String timezone,
    @Nullable Boolean hidden,
    @Nullable String projectId,
    @Nullable String templateId,
    @Nullable String baseTemplateId,
    @Nullable List<String> identityIds,
    @Nullable List<String> sourceIds,
    @Nullable List<String> folderIds,
    @Nullable List<String> messageIds,
    @Nullable List<Map<String, Object>> initialMessageSequence,
    @JsonAnySetter @JsonAnyGetter Map<String, Object> rest) {
  private static final int MOST_BLOCKS = 1000;
  private static final int MOST_TOOLS = 1000;
  private static final int MOST_LINKS = 1000;

  public AgentFields {
    name = name == null ? null : AgentRules.name(name);
    agentType = agentType == null ? null : AgentRules.type(agentType);
    tags = tags == null ? null : Texts.tags("tags", tags);
    metadata = Texts.object("metadata", metadata);
    llmConfig = Configurations.language(llmConfig);
    embeddingConfig = Configurations.embedding(embeddingConfig);
    timezone = timezone == null ? null : AgentRules.timezone(timezone);
    rest = AgentRules.settings(rest == null ? Map.of() : rest);
    if (memoryBlocks != null && memoryBlocks.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid("memory_blocks", "must be blocks, not null");
    }
    if (blockIds != null) {
      blockIds.forEach(id -> Id.require("block_ids", Id.BLOCK, id));
    }
    if (toolIds != null) {
      toolIds.forEach(id -> Id.require("tool_ids", Id.TOOL, id));
    }
    if (tools != null && tools.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid("tools", "must be names, not null");
    }
    if (size(tools) > MOST_TOOLS || size(toolIds) > MOST_TOOLS) {
      throw Fault.invalid("tools", "an agent has at most " + MOST_TOOLS + " tools");
    }
    if (size(memoryBlocks) > MOST_BLOCKS || size(blockIds) > MOST_BLOCKS) {
      throw Fault.invalid("memory_blocks", "an agent has at most " + MOST_BLOCKS + " blocks");
    }
    ids("identity_ids", Id.IDENTITY, identityIds);
    ids("source_ids", Id.FOLDER, sourceIds);
    ids("folder_ids", Id.FOLDER, folderIds);
    if (messageIds != null) {
      messageIds.forEach(id -> Id.require("message_ids", Id.MESSAGE, id));
    }
    if (initialMessageSequence != null
        && initialMessageSequence.stream().anyMatch(Objects::isNull)) {
      throw Fault.invalid("initial_message_sequence", "must be messages, not null");
    }
    if (contextWindowLimit != null && contextWindowLimit < 1) {
      throw Fault.invalid("context_window_limit", "must be at least 1");
    }
  }

  private static void ids(String field, String kind, @Nullable List<String> given) {
    if (given != null) {
      given.forEach(id -> Id.require(field, kind, id));
    }
    if (size(given) > MOST_LINKS) {
      throw Fault.invalid(field, "must be at most " + MOST_LINKS);
    }
  }

  private static int size(@Nullable List<?> list) {
    return list == null ? 0 : list.size();
  }
}
