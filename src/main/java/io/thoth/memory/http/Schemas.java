package io.thoth.memory.http;

import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.json.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** JSON schemas of contract records; each record is named once under {@code components}. */
final class Schemas {
  private final Map<String, Object> components = new TreeMap<>();

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
      return Map.of(
          "type",
          "string",
          "enum",
          Arrays.stream(type.getEnumConstants())
              .map(Json::write)
              .map(s -> s.replace("\"", ""))
              .toList());
    }
    return type.isRecord() ? record(type) : Map.of("type", "object");
  }

  private Map<String, Object> record(Class<?> type) {
    for (RecordComponent component : type.getRecordComponents()) {
      if (component.getAccessor().isAnnotationPresent(JsonValue.class)) {
        return of(component.getGenericType());
      }
    }
    String name = type.getSimpleName();
    if (!components.containsKey(name)) {
      components.put(name, Map.of());
      components.put(name, properties(type));
    }
    return Map.of("$ref", "#/components/schemas/" + name);
  }

  private Map<String, Object> properties(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(Json.nameOf(component), of(component.getGenericType()));
    }
    return Map.of("type", "object", "properties", properties);
  }
}
