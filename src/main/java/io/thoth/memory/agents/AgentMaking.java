package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes agents out of what clients say of them. */
final class AgentMaking {
  private final Handle usualModel;
  private final Catalog catalog;

  AgentMaking(Handle usualModel, Catalog catalog) {
    this.usualModel = usualModel;
    this.catalog = catalog;
  }

  Agent made(Caller caller, AgentFields fields) {
    Instant now = Times.now();
    List<String> tags = or(fields.tags(), List.of());
    return new Agent(
        Id.fresh(Id.AGENT),
        or(fields.name(), AgentRules.freshName()),
        fields.description(),
        or(fields.system(), AgentRules.USUAL_SYSTEM),
        or(fields.agentType(), AgentRules.USUAL_TYPE),
        tags,
        fields.metadata(),
        AgentRules.hides(tags, fields.hidden()) ? Boolean.TRUE : fields.hidden(),
        or(fields.timezone(), "UTC"),
        language(fields, Catalog.languageConfig(usualModel)),
        embedding(fields, null),
        fields.rest(),
        fields.projectId(),
        fields.templateId(),
        fields.baseTemplateId(),
        caller.actor(),
        caller.actor(),
        1,
        now,
        now);
  }

  Agent patched(Caller caller, Agent agent, AgentFields fields) {
    List<String> tags = or(fields.tags(), agent.tags());
    Boolean hidden = or(fields.hidden(), agent.hidden());
    Map<String, Object> settings = new LinkedHashMap<>(agent.settings());
    settings.putAll(fields.rest());
    return new Agent(
        agent.id(),
        or(fields.name(), agent.name()),
        or(fields.description(), agent.description()),
        or(fields.system(), agent.system()),
        agent.agentType(),
        tags,
        or(fields.metadata(), agent.metadata()),
        AgentRules.hides(tags, hidden) ? Boolean.TRUE : hidden,
        or(fields.timezone(), agent.timezone()),
        language(fields, agent.llmConfig()),
        embedding(fields, agent.embeddingConfig()),
        settings,
        or(fields.projectId(), agent.projectId()),
        or(fields.templateId(), agent.templateId()),
        or(fields.baseTemplateId(), agent.baseTemplateId()),
        agent.createdById(),
        caller.actor(),
        agent.version() + 1,
        agent.createdAt(),
        Times.nowAfter(agent.updatedAt()));
  }

  /** The agent with other settings. */
  static Agent resettled(Caller caller, Agent agent, Map<String, Object> settings) {
    return agent.with(
        settings, caller.actor(), agent.version() + 1, Times.nowAfter(agent.updatedAt()));
  }

  /** The agent after something beside it changed, such as its blocks. */
  static Agent touched(Caller caller, Agent agent) {
    return resettled(caller, agent, agent.settings());
  }

  /** A handle derives the whole configuration; a partial one is laid over what is there. */
  private static Map<String, Object> language(AgentFields fields, Map<String, Object> before) {
    Map<String, Object> config = new LinkedHashMap<>(before);
    if (fields.model() != null) {
      config.putAll(
          Catalog.languageConfig(Handle.of("model", fields.model(), FaultKind.UNACCEPTABLE)));
    }
    if (fields.llmConfig() != null) {
      config.putAll(named(fields.llmConfig()));
    }
    if (fields.contextWindowLimit() != null) {
      config.put("context_window", fields.contextWindowLimit());
    }
    return config;
  }

  /** Some clients give a whole handle as {@code llm_config.model}. */
  private static Map<String, Object> named(Map<String, Object> given) {
    Map<String, Object> config = new LinkedHashMap<>();
    if (given.get("model") instanceof String model) {
      String provider = given.get("model_endpoint_type") instanceof String type ? type : "openai";
      Handle handle =
          given.get("model_endpoint_type") == null && model.contains("/")
              ? Handle.of("llm_config.model", model, FaultKind.INVALID)
              : new Handle(provider, model);
      config.putAll(Catalog.languageConfig(handle));
      config.putAll(given);
      config.put("model", handle.model());
      return config;
    }
    config.putAll(given);
    return config;
  }

  private @Nullable Map<String, Object> embedding(
      AgentFields fields, @Nullable Map<String, Object> before) {
    if (fields.embedding() == null && fields.embeddingConfig() == null) {
      return before;
    }
    Map<String, Object> given = or(fields.embeddingConfig(), Map.of());
    Map<String, Object> config = new LinkedHashMap<>(before == null ? Map.of() : before);
    if (fields.embedding() != null) {
      config.putAll(
          catalog.embeddingConfig(Handle.of("embedding", fields.embedding(), FaultKind.INVALID)));
    } else if (before == null || given.containsKey("embedding_model")) {
      config.putAll(catalog.embeddingConfig(handle(given)));
    }
    config.putAll(given);
    return config;
  }

  /** The handle of a model that is given without one. */
  private static Handle handle(Map<String, Object> given) {
    if (!(given.get("embedding_model") instanceof String model)) {
      throw Fault.invalid("embedding_config.embedding_model", "is required");
    }
    Object provider = given.getOrDefault("embedding_endpoint_type", "openai");
    return given.get("handle") instanceof String handle
        ? Handle.of("embedding_config.handle", handle, FaultKind.INVALID)
        : new Handle(provider.toString(), model);
  }

  private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
