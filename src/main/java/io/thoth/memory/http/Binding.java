package io.thoth.memory.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Texts;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Makes the question record of an endpoint out of a request. Thread-safe. */
final class Binding<Q extends Record> {
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
    for (Field field : query) {
      node.remove(field.name());
      List<String> values = context.queryParam(field.name());
      if (!values.isEmpty()) {
        node.set(field.name(), value(field, values));
      }
    }
    for (Field field : header) {
      node.remove(field.name());
      String value = context.request().getHeader(field.headerName());
      if (value != null) {
        node.put(field.name(), value);
      }
    }
    return Json.convert(node, type);
  }

  private static ObjectNode body(RoutingContext context) {
    String contentType = context.request().getHeader("Content-Type");
    if (contentType != null && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/")) {
      throw new Fault(FaultKind.UNSUPPORTED_TYPE, "this route takes JSON, not a multipart form");
    }
    Buffer buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
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

  private static JsonNode value(Field field, List<String> values) {
    if (field.kind() == Field.Kind.TEXTS) {
      ArrayNode array = JsonNodeFactory.instance.arrayNode();
      values.forEach(value -> array.add(Texts.storable(field.name(), value)));
      return array;
    }
    String text = Texts.storable(field.name(), values.getLast());
    return switch (field.kind()) {
      case NUMBER -> number(field.name(), text);
      case FLAG -> flag(field.name(), text);
      case NUMBERS -> numbers(field.name(), values);
      case TEXT, TEXTS, OBJECT -> JsonNodeFactory.instance.textNode(text);
    };
  }

  private static JsonNode numbers(String name, List<String> values) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(value -> array.add(number(name, value)));
    return array;
  }

  private static JsonNode number(String name, String text) {
    try {
      return JsonNodeFactory.instance.numberNode(Long.parseLong(text));
    } catch (NumberFormatException e) {
      throw Fault.invalid(name, "must be an integer");
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
