package io.thoth.memory.tools;

import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Letta's base tools, as they lie in {@code tools/base-tools.json}: names, kinds and parameters are
 * Letta's 0.16, the descriptions are our own.
 */
final class LettaTools {
  private static final String SOURCE = "/tools/base-tools.json";

  /** One of them. */
  record Base(String name, String toolType, String description, Map<String, Object> parameters) {
    Map<String, Object> schema() {
      Map<String, Object> schema = new LinkedHashMap<>();
      schema.put("name", name);
      schema.put("description", description);
      schema.put("parameters", parameters);
      return schema;
    }

    Tool made(String id, String actor) {
      Instant now = Times.now();
      return new Tool(
          id,
          toolType,
          description,
          "python",
          name,
          List.of(toolType),
          null,
          schema(),
          null,
          ToolRules.USUAL_RETURN_LIMIT,
          null,
          null,
          null,
          false,
          actor,
          actor,
          Map.of(),
          null,
          1,
          now,
          now);
    }
  }

  private static final Map<String, Base> ALL =
      read().stream()
          .collect(
              Collectors.toMap(Base::name, base -> base, (first, _) -> first, LinkedHashMap::new));

  private LettaTools() {}

  private static List<Base> read() {
    try (InputStream in = LettaTools.class.getResourceAsStream(SOURCE)) {
      return List.of(Json.read(Objects.requireNonNull(in, SOURCE).readAllBytes(), Base[].class));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static List<Base> all() {
    return List.copyOf(ALL.values());
  }

  static List<String> names() {
    return List.copyOf(ALL.keySet());
  }

  static Optional<Base> find(String name) {
    return Optional.ofNullable(ALL.get(name));
  }

  static boolean has(String name) {
    return ALL.containsKey(name);
  }

  static final List<String> FOR_MANY_AGENTS =
      List.of(
          "send_message_to_agent_and_wait_for_reply",
          "send_message_to_agents_matching_tags",
          "send_message_to_agent_async");

  /** What an agent of this type gets unless its maker does not want it. */
  static List<String> of(String agentType) {
    return switch (agentType) {
      case "memgpt_agent" ->
          List.of(
              "send_message",
              "conversation_search",
              "core_memory_append",
              "core_memory_replace",
              "memory",
              "memory_apply_patch");
      case "memgpt_v2_agent" ->
          List.of("send_message", "conversation_search", "memory_replace", "memory_insert");
      case "sleeptime_agent" ->
          List.of("memory_replace", "memory_insert", "memory_rethink", "memory_finish_edits");
      case "react_agent", "workflow_agent" -> List.of();
      case "voice_convo_agent" -> List.of("send_message", "search_memory");
      case "voice_sleeptime_agent" ->
          List.of("store_memories", "rethink_user_memory", "finish_rethinking_memory");
      default -> List.of("conversation_search", "memory_replace", "memory_insert");
    };
  }
}
