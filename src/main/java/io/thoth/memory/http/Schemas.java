package io.thoth.memory.http;

import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * JSON schemas of contract records; each record is named once under {@code components}. A component
 * that is {@code @Nullable} may be null or absent, every other one is required.
 */
final class Schemas {
  private final Map<String, Object> components = new TreeMap<>();
  private final Map<String, Class<?>> named = new HashMap<>();

  Map<String, Object> components() {
    return components;
  }

  Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
      return Map.of("type", "array", "items", of(generic.getActualTypeArguments()[0]));
    }
    if (type instanceof Class<?> known) {
      return of(known);
    }
    return Map.of("type", "object");
  }

  private Map<String, Object> of(Class<?> type) {
    if (type == Instant.class) {
      return Map.of("type", "string", "format", "date-time");
    }
    if (type == Object.class) {
      return Map.of(); // one of several types, which only the record can tell
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == boolean.class || type == Boolean.class) {
      return Map.of("type", "boolean");
    }
    if (type == double.class || type == Double.class || type == Float.class) {
      return Map.of("type", "number");
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return Map.of("type", "integer");
    }
    if (type.isEnum()) {
      return Map.of("type", "string", "enum", constants(type));
    }
    return type.isRecord() ? record(type) : Map.of("type", "object");
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(Json::write)
        .map(text -> text.replace("\"", ""))
        .toList();
  }

  private Map<String, Object> record(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonValue.class)) {
        return of(component.getGenericType());
      }
    }
    String name = name(type);
    if (!components.containsKey(name)) {
      components.put(name, Map.of()); // for a record that holds itself
      components.put(name, object(type));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  /** {@code Block}, or {@code BlocksDeleted} for a record inside the contract {@code Blocks}. */
  private String name(Class<?> type) {
    Class<?> outer = type.getEnclosingClass();
    String name = (outer == null ? "" : outer.getSimpleName()) + type.getSimpleName();
    Class<?> other = named.putIfAbsent(name, type);
    if (other != null && other != type) {
      throw new IllegalStateException(type + " and " + other + " would both be called " + name);
    }
    return name;
  }

  private Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    boolean open = false;
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonAnySetter.class)) {
        open = true;
        continue;
      }
      String name = Json.nameOf(component);
      boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      Map<String, Object> schema = of(component.getGenericType());
      properties.put(name, nullable ? orNull(schema) : schema);
      if (!nullable) {
        required.add(name);
      }
    }
    return object(properties, required, open);
  }

  static Map<String, Object> object(
      Map<String, Object> properties, List<String> required, boolean open) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    if (!required.isEmpty()) {
      schema.put("required", required);
    }
    if (open) {
      schema.put("additionalProperties", true);
    }
    return schema;
  }

  static Map<String, Object> orNull(Map<String, Object> schema) {
    if (!schema.containsKey("type")) {
      return Map.of("anyOf", List.of(schema, Map.of("type", "null")));
    }
    Map<String, Object> nullable = new LinkedHashMap<>(schema);
    nullable.put("type", List.of(schema.get("type"), "null"));
    return nullable;
  }
}
