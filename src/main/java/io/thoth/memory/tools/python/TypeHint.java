package io.thoth.memory.tools.python;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a type hint means in a JSON schema. What is not known is an object or any value. */
final class TypeHint {
  /** What is nested deeper may be anything. */
  private static final int DEEPEST = 16;

  private TypeHint() {}

  /** Whether None is one of its values. */
  static boolean isOptional(@Nullable String hint) {
    if (hint == null) {
      return false;
    }
    String type = bare(hint);
    return type.equals("None")
        || name(type).equals("Optional")
        || alternatives(type).stream().anyMatch(one -> bare(one).equals("None"));
  }

  /** A new schema, to be added to. */
  static Map<String, Object> schema(@Nullable String hint) {
    return schema(hint, DEEPEST);
  }

  private static Map<String, Object> schema(@Nullable String hint, int depth) {
    Map<String, Object> schema = new LinkedHashMap<>();
    if (depth == 0) {
      return schema;
    }
    if (hint == null) {
      schema.put("type", "string");
      return schema;
    }
    String type = bare(hint);
    List<String> values =
        alternatives(type).stream().filter(one -> !bare(one).equals("None")).toList();
    if (values.size() > 1) {
      schema.put("anyOf", values.stream().map(one -> schema(one, depth - 1)).toList());
      return schema;
    }
    return values.size() == 1 && !values.getFirst().equals(type)
        ? schema(values.getFirst(), depth - 1)
        : single(type, schema, depth - 1);
  }

  private static Map<String, Object> single(String type, Map<String, Object> schema, int depth) {
    List<String> inner = arguments(type);
    switch (name(type)) {
      case "str" -> schema.put("type", "string");
      case "int" -> schema.put("type", "integer");
      case "float" -> schema.put("type", "number");
      case "bool" -> schema.put("type", "boolean");
      case "list", "List", "Sequence", "Iterable", "set", "Set", "tuple", "Tuple" -> {
        schema.put("type", "array");
        schema.put("items", schema(inner.isEmpty() ? null : inner.getFirst(), depth));
      }
      case "dict", "Dict", "Mapping" -> {
        schema.put("type", "object");
        if (inner.size() == 2) {
          schema.put("additionalProperties", schema(inner.getLast(), depth));
        }
      }
      case "Literal" -> literal(inner, schema);
      case "Annotated" -> {
        return schema(inner.isEmpty() ? null : inner.getFirst(), depth);
      }
      case "Any", "None" -> {
        // anything goes
      }
      default -> schema.put("type", "object");
    }
    return schema;
  }

  private static void literal(List<String> values, Map<String, Object> schema) {
    List<Object> allowed = new ArrayList<>();
    boolean numbers = true;
    for (String value : values) {
      boolean number = value.matches("-?[0-9]{1,9}");
      numbers &= number;
      allowed.add(number ? Integer.valueOf(value) : unquoted(value));
    }
    schema.put("type", numbers && !values.isEmpty() ? "integer" : "string");
    schema.put("enum", allowed);
  }

  /** The parts of a union, whichever way it is written; the type itself when it is none. */
  private static List<String> alternatives(String type) {
    return switch (name(type)) {
      case "Optional", "Union" -> arguments(type);
      default -> PythonSource.split(type, '|');
    };
  }

  /** {@code Dict} of {@code typing.Dict[str, int]}. */
  private static String name(String type) {
    int bracket = type.indexOf('[');
    String name = bracket < 0 ? type : type.substring(0, bracket);
    return name.substring(name.lastIndexOf('.') + 1).strip();
  }

  private static List<String> arguments(String type) {
    int bracket = type.indexOf('[');
    return bracket < 0 || !type.endsWith("]")
        ? List.of()
        : PythonSource.split(type.substring(bracket + 1, type.length() - 1), ',');
  }

  /** A hint may stand in quotes, when the type is defined later. */
  private static String bare(String hint) {
    String type = hint.strip();
    return type.startsWith("\"") || type.startsWith("'") ? unquoted(type).strip() : type;
  }

  private static String unquoted(String text) {
    boolean quoted = text.length() >= 2 && text.charAt(0) == text.charAt(text.length() - 1);
    return quoted && (text.startsWith("\"") || text.startsWith("'"))
        ? text.substring(1, text.length() - 1)
        : text;
  }
}
