package io.thoth.memory.tools;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules of an agent that say which of its tools want an approval before they are run. */
final class ToolApproval {
  static final String RULES = "tool_rules";
  private static final String TYPE = "requires_approval";

  private ToolApproval() {}

  /** The rules among an agent's settings; whatever is no object was refused on the way in. */
  static List<Map<String, Object>> rules(Map<String, Object> settings) {
    List<Map<String, Object>> rules = new ArrayList<>();
    if (settings.get(RULES) instanceof List<?> list) {
      for (Object one : list) {
        if (one instanceof Map<?, ?> rule) {
          Map<String, Object> copy = new LinkedHashMap<>();
          rule.forEach((key, value) -> copy.put(String.valueOf(key), value));
          rules.add(copy);
        }
      }
    }
    return rules;
  }

  static Map<String, Object> with(Map<String, Object> settings, List<Map<String, Object>> rules) {
    Map<String, Object> changed = new LinkedHashMap<>(settings);
    changed.put(RULES, List.copyOf(rules));
    return changed;
  }

  static Map<String, Object> rule(String toolName) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("tool_name", toolName);
    rule.put("type", TYPE);
    return rule;
  }

  static boolean requires(List<Map<String, Object>> rules, String toolName) {
    return rules.stream().anyMatch(rule -> isAbout(rule, toolName));
  }

  /** The settings in which this tool wants an approval, or does not. */
  static Map<String, Object> changed(
      Map<String, Object> settings, String toolName, boolean required) {
    List<Map<String, Object>> rules = rules(settings);
    if (requires(rules, toolName) == required) {
      return settings;
    }
    if (required) {
      rules.add(rule(toolName));
    } else {
      rules.removeIf(rule -> isAbout(rule, toolName));
    }
    return with(settings, rules);
  }

  private static boolean isAbout(Map<String, Object> rule, String toolName) {
    return TYPE.equals(rule.get("type")) && toolName.equals(rule.get("tool_name"));
  }
}
