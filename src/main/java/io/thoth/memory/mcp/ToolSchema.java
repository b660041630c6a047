package io.thoth.memory.mcp;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The JSON schema of a tool's arguments. A choice between two spellings is said in words, because
 * the models' own interfaces take no {@code anyOf} at the top.
 */
final class ToolSchema {
  private final Map<String, Object> properties;
  private final List<String> required;

  private ToolSchema(Map<String, Object> properties, List<String> required) {
    this.properties = properties;
    this.required = required;
  }

  static ToolSchema empty() {
    return new ToolSchema(Map.of(), List.of());
  }

  /** With the argument that names an agent where the connection does not. */
  static ToolSchema ofAgent() {
    return empty()
        .text("agent_id", "The agent; not needed when the connection is for one agent already.");
  }

  ToolSchema text(String name, String description) {
    return with(name, "string", description, Map.of());
  }

  ToolSchema number(String name, int least, int most, String description) {
    Map<String, Object> range = new LinkedHashMap<>();
    range.put("minimum", least);
    range.put("maximum", most);
    return with(name, "integer", description, range);
  }

  ToolSchema flag(String name, String description) {
    return with(name, "boolean", description, Map.of());
  }

  ToolSchema choice(String name, List<String> values, String description) {
    return with(name, "string", description, Map.of("enum", values));
  }

  ToolSchema texts(String name, String description) {
    return with(name, "array", description, Map.of("items", Map.of("type", "string")));
  }

  ToolSchema object(String name, String description) {
    return with(name, "object", description, Map.of());
  }

  ToolSchema requiring(String... names) {
    List<String> all = new ArrayList<>(required);
    all.addAll(List.of(names));
    return new ToolSchema(properties, List.copyOf(all));
  }

  /** In one order always, because models' caches compare the text of what they were told. */
  private ToolSchema with(
      String name, String type, String description, Map<String, Object> further) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", type);
    schema.put("description", description);
    schema.putAll(further);
    Map<String, Object> more = new LinkedHashMap<>(properties);
    more.put(name, schema);
    return new ToolSchema(more, required);
  }

  Map<String, Object> json() {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    return schema;
  }
}
