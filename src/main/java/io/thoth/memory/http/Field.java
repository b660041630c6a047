package io.thoth.memory.http;

import io.thoth.memory.json.Json;
import io.vertx.core.http.HttpMethod;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One component of a question record: its name outside, where a request carries it and what kind of
 * value it is.
 */
record Field(String name, From from, Kind kind, Type type, boolean required) {
  /** Components that a header carries, wherever they stand. */
  private static final Set<String> HEADERS = Set.of("if_match", "x_stainless_package_version");

  private static final String WHOLE = "body";

  enum From {
    PATH,
    QUERY,
    HEADER,
    BODY,
    /** The component is the whole body. */
    WHOLE_BODY,
    NOWHERE
  }

  enum Kind {
    TEXT,
    TEXTS,
    NUMBER,
    NUMBERS,
    FLAG,
    OBJECT
  }

  static List<Field> of(Asked<?, ?> endpoint) {
    return Arrays.stream(endpoint.operation().question().getRecordComponents())
        .map(component -> of(endpoint, component))
        .toList();
  }

  String headerName() {
    return name.replace('_', '-');
  }

  static boolean takesBody(HttpMethod method) {
    return method != HttpMethod.GET && method != HttpMethod.DELETE;
  }

  private static boolean hasWholeBody(Asked<?, ?> endpoint) {
    return Arrays.stream(endpoint.operation().question().getRecordComponents())
        .anyMatch(component -> component.getName().equals(WHOLE));
  }

  private static Field of(Asked<?, ?> endpoint, RecordComponent component) {
    String name = Json.nameOf(component);
    Type type = component.getGenericType();
    boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    From from = from(endpoint, name);
    return new Field(name, from, kind(type), type, from == From.PATH || !nullable);
  }

  private static From from(Asked<?, ?> endpoint, String name) {
    if (endpoint.path().contains("{" + name + "}")) {
      return From.PATH;
    }
    if (endpoint.hidden().contains(name)) {
      return From.NOWHERE;
    }
    if (HEADERS.contains(name)) {
      return From.HEADER;
    }
    if (!takesBody(endpoint.method()) || endpoint.fromQuery().contains(name)) {
      return From.QUERY;
    }
    if (hasWholeBody(endpoint)) {
      return name.equals(WHOLE) ? From.WHOLE_BODY : From.NOWHERE;
    }
    return From.BODY;
  }

  private static Kind kind(Type type) {
    if (type == Integer.class || type == Long.class || type == int.class || type == long.class) {
      return Kind.NUMBER;
    }
    if (type == Boolean.class || type == boolean.class) {
      return Kind.FLAG;
    }
    return switch (type.getTypeName()) {
      case "java.util.List<java.lang.String>" -> Kind.TEXTS;
      case "java.util.List<java.lang.Long>", "java.util.List<java.lang.Integer>" -> Kind.NUMBERS;
      case "java.lang.String", "java.time.Instant" -> Kind.TEXT;
      default -> type instanceof Class<?> known && known.isEnum() ? Kind.TEXT : Kind.OBJECT;
    };
  }
}
