package io.thoth.memory.tools.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A function as a tool: its name, what its docstring says of it and its parameters.
 *
 * @param description the docstring up to its sections; null when there is none
 */
public record PythonFunction(
    String name, @Nullable String description, List<Parameter> parameters) {

  /**
   * One parameter.
   *
   * @param type as it is written; null when it is not
   * @param fallback the default as it is written; null when there is none
   * @param description from the docstring
   */
  public record Parameter(
      String name, @Nullable String type, @Nullable String fallback, @Nullable String description) {

    /** Whether a caller must give it. */
    boolean required() {
      return fallback == null && !TypeHint.isOptional(type);
    }
  }

  /** What the server gives a tool itself; a language model is not told of it. */
  private static final Set<String> HIDDEN =
      Set.of("self", "cls", "agent_state", "request_heartbeat");

  /** The last function of a module; a fault {@code UNACCEPTABLE} when there is none to be read. */
  public static PythonFunction read(String source) {
    PythonSource module = PythonSource.of(source);
    PythonSource.Definition found = module.lastFunction();
    Docstring docstring = Docstring.of(found.docstring());
    List<Parameter> parameters = new ArrayList<>();
    for (String written : found.parameters()) {
      Parameter parameter = parameter(written, docstring);
      if (parameter != null && !HIDDEN.contains(parameter.name())) {
        parameters.add(parameter);
      }
    }
    return new PythonFunction(found.name(), docstring.summary(), parameters);
  }

  /** Null for {@code *}, {@code /}, {@code *args} and {@code **kwargs}, which nobody can name. */
  private static @Nullable Parameter parameter(String written, Docstring docstring) {
    String text = written.strip();
    if (text.isEmpty() || text.startsWith("*") || text.equals("/")) {
      return null;
    }
    int equals = PythonSource.outside(text, '=');
    String fallback = equals < 0 ? null : text.substring(equals + 1).strip();
    String head = equals < 0 ? text : text.substring(0, equals);
    int colon = PythonSource.outside(head, ':');
    String type = colon < 0 ? null : head.substring(colon + 1).strip();
    String name = (colon < 0 ? head : head.substring(0, colon)).strip();
    return new Parameter(name, type, fallback, docstring.ofArgument(name));
  }

  /** The schema that language models are told. */
  public Map<String, Object> schema() {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (Parameter parameter : parameters) {
      Map<String, Object> schema = TypeHint.schema(parameter.type());
      if (parameter.description() != null) {
        schema.put("description", parameter.description());
      }
      properties.put(parameter.name(), schema);
      if (parameter.required()) {
        required.add(parameter.name());
      }
    }
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("type", "object");
    object.put("properties", properties);
    object.put("required", required);
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("name", name);
    if (description != null) {
      schema.put("description", description);
    }
    schema.put("parameters", object);
    return schema;
  }
}
