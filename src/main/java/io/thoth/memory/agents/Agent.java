package io.thoth.memory.agents;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One agent, without what belongs to other features.
 *
 * @param timezone an IANA name
 * @param llmConfig the language model its client runs it with
 * @param embeddingConfig the embedding model its client named; null when it named none
 * @param settings what clients keep with an agent and this service only gives back
 */
public record Agent(
    String id,
    String name,
    @Nullable String description,
    String system,
    String agentType,
    List<String> tags,
    @Nullable Map<String, Object> metadata,
    @Nullable Boolean hidden,
    String timezone,
    Map<String, Object> llmConfig,
    @Nullable Map<String, Object> embeddingConfig,
    Map<String, Object> settings,
    @Nullable String projectId,
    @Nullable String templateId,
    @Nullable String baseTemplateId,
    String createdById,
    String lastUpdatedById,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  public Agent {
    tags = List.copyOf(tags);
    metadata = metadata == null ? null : Collections.unmodifiableMap(metadata);
    llmConfig = Collections.unmodifiableMap(llmConfig);
    embeddingConfig = embeddingConfig == null ? null : Collections.unmodifiableMap(embeddingConfig);
    settings = Collections.unmodifiableMap(settings);
  }

  /** The same with other settings, changed last by {@code actor}. */
  Agent with(Map<String, Object> other, String actor, long changed, Instant at) {
    return new Agent(
        id,
        name,
        description,
        system,
        agentType,
        tags,
        metadata,
        hidden,
        timezone,
        llmConfig,
        embeddingConfig,
        other,
        projectId,
        templateId,
        baseTemplateId,
        createdById,
        actor,
        changed,
        createdAt,
        at);
  }
}
