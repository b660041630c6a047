package io.thoth.memory.agents;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What an agent may be. */
final class AgentRules {
  static final String USUAL_TYPE = "letta_v1_agent";
  static final String HIDING_TAG = "role:subagent";

  private static final int MOST_NAME = 255;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{M} _'-]+");
  private static final Set<String> TYPES =
      Set.of(
          "memgpt_agent",
          "memgpt_v2_agent",
          "letta_v1_agent",
          "react_agent",
          "workflow_agent",
          "split_thread_agent",
          "sleeptime_agent",
          "voice_convo_agent",
          "voice_sleeptime_agent");

  private static final Set<String> FORMATS = Set.of("text", "json_object", "json_schema");

  /** What is kept and given back as it came, and of which type it must be. */
  private static final Map<String, Class<?>> SETTINGS =
      Map.ofEntries(
          Map.entry("tool_rules", List.class),
          Map.entry("compaction_settings", Map.class),
          Map.entry("model_settings", Map.class),
          Map.entry("response_format", Map.class),
          Map.entry("secrets", Map.class),
          Map.entry("tool_exec_environment_variables", Map.class),
          Map.entry("message_buffer_autoclear", Boolean.class),
          Map.entry("enable_sleeptime", Boolean.class),
          Map.entry("max_files_open", Integer.class),
          Map.entry("per_file_view_window_char_limit", Integer.class),
          Map.entry("deployment_id", String.class),
          Map.entry("entity_id", String.class));

  private AgentRules() {}

  static String name(String name) {
    Texts.line("name", name, MOST_NAME);
    if (!NAME.matcher(name).matches()) {
      throw Fault.invalid("name", "may hold letters, digits, spaces, '-', '_' and '");
    }
    return name;
  }

  static String type(String type) {
    if (!TYPES.contains(type)) {
      throw Fault.invalid("agent_type", "must be one of " + new TreeSet<>(TYPES));
    }
    return type;
  }

  static String timezone(String timezone) {
    try {
      return ZoneId.of(timezone).getId();
    } catch (DateTimeException e) {
      throw Fault.invalid("timezone", "must be an IANA name such as Europe/Zurich");
    }
  }

  /** Those of the fields that are kept. */
  static Map<String, Object> settings(Map<String, Object> fields) {
    Map<String, Object> kept = new LinkedHashMap<>();
    SETTINGS.forEach(
        (name, type) -> {
          Object value = fields.get(name);
          if (value == null) {
            return;
          }
          if (!type.isInstance(value)) {
            throw Fault.invalid(name, "must be " + wanted(type));
          }
          Texts.object(name, Map.of(name, value));
          shape(name, value);
          kept.put(name, value);
        });
    return kept;
  }

  /** What clients read back must have the shape they know. */
  private static void shape(String name, Object value) {
    switch (name) {
      case "tool_rules" -> ((List<?>) value).forEach(rule -> require(name, rule, "type"));
      case "model_settings" -> require(name, value, "provider_type");
      case "response_format" -> {
        require(name, value, "type");
        if (!FORMATS.contains(((Map<?, ?>) value).get("type"))) {
          throw Fault.invalid(name, "type must be one of " + new TreeSet<>(FORMATS));
        }
      }
      default -> {
        // kept as it is
      }
    }
  }

  private static void require(String name, @Nullable Object value, String field) {
    if (!(value instanceof Map<?, ?> object) || !(object.get(field) instanceof String)) {
      throw Fault.invalid(name, "must hold objects with a " + field + ", which is a string");
    }
  }

  private static String wanted(Class<?> type) {
    if (type == List.class) {
      return "an array";
    }
    if (type == Map.class) {
      return "an object";
    }
    if (type == Boolean.class) {
      return "true or false";
    }
    return type == Integer.class ? "an integer in range" : "a string";
  }

  static String freshName() {
    List<String> first = List.of("Amber", "Brave", "Calm", "Clever", "Gentle", "Quiet", "Swift");
    List<String> second = List.of("Ibis", "Heron", "Otter", "Falcon", "Lynx", "Marten", "Raven");
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return first.get(random.nextInt(first.size())) + second.get(random.nextInt(second.size()));
  }

  static boolean hides(List<String> tags, @Nullable Boolean hidden) {
    return tags.contains(HIDING_TAG) || Boolean.TRUE.equals(hidden);
  }

  static final String USUAL_SYSTEM =
      """
      You have a long-term memory that outlives this conversation.
      Your core memory stands below in labelled blocks: keep it true and short, and change it as \
      you learn. What does not fit belongs into your archival memory, which you search by meaning. \
      Earlier messages can be searched too.
      """;
}
