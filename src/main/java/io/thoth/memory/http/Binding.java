package io.thoth.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.netty.handler.codec.http.QueryStringDecoder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;

/** Makes the question record of an endpoint out of a request. Thread-safe. */
final class Binding<Q extends Record> {
  private static final Pattern INTEGER = Pattern.compile("-?[0-9]+");

  private final Class<Q> type;
  private final List<Field> path;
  private final List<Field> query;
  private final List<Field> header;
  private final List<String> nowhere;
  private final boolean hasBody;
  private final boolean wholeBody;

  Binding(Asked<Q, ?> endpoint) {
    List<Field> fields = Field.of(endpoint);
    type = endpoint.operation().question();
    path = fields.stream().filter(field -> field.from() == Field.From.PATH).toList();
    query = fields.stream().filter(field -> field.from() == Field.From.QUERY).toList();
    header = fields.stream().filter(field -> field.from() == Field.From.HEADER).toList();
    nowhere =
        fields.stream()
            .filter(field -> field.from() == Field.From.NOWHERE)
            .map(Field::name)
            .toList();
    wholeBody = fields.stream().anyMatch(field -> field.from() == Field.From.WHOLE_BODY);
    hasBody = Field.takesBody(endpoint.method());
  }

  Q question(RoutingContext context) {
    ObjectNode node = hasBody ? body(context) : JsonNodeFactory.instance.objectNode();
    if (wholeBody) {
      node = JsonNodeFactory.instance.objectNode().set("body", node);
    }
    node.remove(nowhere);
    for (Field field : path) {
      String value = Objects.requireNonNull(context.pathParam(field.name()));
      node.set(field.name(), value(field, List.of(value)));
    }
    Map<String, List<String>> given = query.isEmpty() ? Map.of() : query(context.request());
    for (Field field : query) {
      node.remove(field.name());
      List<String> values = given.getOrDefault(field.name(), List.of());
      if (!values.isEmpty()) {
        node.set(field.name(), value(field, values));
      }
    }
    for (Field field : header) {
      node.remove(field.name());
      List<String> lines = context.request().headers().getAll(field.headerName());
      if (!lines.isEmpty()) {
        node.put(field.name(), String.join(", ", lines));
      }
    }
    return Json.convert(node, type);
  }

  private static ObjectNode body(RoutingContext context) {
    Buffer buffer = BodyReader.read(context);
    if (buffer == null) {
      return JsonNodeFactory.instance.objectNode();
    }
    JsonNode tree = Json.parse(buffer.getBytes());
    if (tree instanceof ObjectNode object) {
      return object;
    }
    if (tree.isNull()) {
      return JsonNodeFactory.instance.objectNode();
    }
    throw Fault.invalid("body", "must be a JSON object");
  }

  /** As Vert.x does it, but a semicolon is part of a value, and no parameter is left out. */
  private static Map<String, List<String>> query(HttpServerRequest request) {
    if (request.query() == null) {
      return Map.of();
    }
    try {
      String query = Objects.requireNonNull(request.query());
      return new QueryStringDecoder(query, StandardCharsets.UTF_8, false, Integer.MAX_VALUE, true)
          .parameters();
    } catch (IllegalArgumentException e) {
      throw new Fault(FaultKind.UNACCEPTABLE, "The query is not percent-encoded as it must be");
    }
  }

  private static JsonNode value(Field field, List<String> values) {
    if (field.kind() == Field.Kind.TEXTS) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      values.forEach(value -> array.add(visible(field.name(), value)));
      return array;
    }
    String text = visible(field.name(), values.getLast());
    return switch (field.kind()) {
      case NUMBER -> number(field.name(), text);
      case FLAG -> flag(field.name(), text);
      case NUMBERS -> numbers(field.name(), values);
      case TEXT, TEXTS, OBJECT -> JsonNodeFactory.instance.textNode(text);
    };
  }

  /** A NUL is dropped from a body, but in a name or a filter it only serves to deceive. */
  private static String visible(String name, String text) {
    if (text.indexOf('\0') >= 0) {
      throw Fault.invalid(name, "must not hold a NUL character");
    }
    return Texts.storable(name, text);
  }

  private static JsonNode numbers(String name, List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(number(name, value)));
    return array;
  }

  private static JsonNode number(String name, String text) {
    if (!INTEGER.matcher(text).matches()) {
      throw Fault.invalid(name, "must be an integer");
    }
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw Fault.invalid(name, "must be an integer in range");
    }
  }

  private static final Map<String, Boolean> FLAGS =
      Map.of("true", true, "1", true, "yes", true, "false", false, "0", false, "no", false);

  private static JsonNode flag(String name, String text) {
    Boolean flag = FLAGS.get(text.toLowerCase(Locale.ROOT));
    if (flag == null) {
      throw Fault.invalid(name, "must be true or false");
    }
    return JsonNodeFactory.instance.booleanNode(flag);
  }
}
