package io.thoth.memory.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * One operation of a node's {@code /openapi.json}.
 *
 * @param document the whole, for its references
 */
public record DescribedRoute(String method, String path, JsonNode operation, JsonNode document) {
  private static final String ABSENT = "6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11";
  private static final String ID = "_id";

  /** Those of which an id begins otherwise than its parameter is called. */
  private static final Map<String, String> KINDS =
      Map.of("conversation", "conv", "folder", "source");

  /** Names and schemas, of a parameter or of a field of the body. */
  public record Part(String name, JsonNode schema) {
    /** One of {@code string, integer, number, boolean, array, object}, or {@code anything}. */
    public String type() {
      if (schema.isEmpty()) {
        return "anything";
      }
      JsonNode type = schema.path("type");
      return type.isArray() ? type.get(0).asText() : type.asText("object");
    }
  }

  public static List<DescribedRoute> of(TestNode node) {
    JsonNode document = node.get("/openapi.json").json();
    List<DescribedRoute> routes = new ArrayList<>();
    document
        .get("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .properties()
                    .forEach(
                        method ->
                            routes.add(
                                new DescribedRoute(
                                    method.getKey().toUpperCase(Locale.ROOT),
                                    path.getKey(),
                                    method.getValue(),
                                    document))));
    return routes;
  }

  /** The path with a value for every parameter that has the right form, but names nothing. */
  public String plausible() {
    return with(Map.of());
  }

  /** The same with what the query must hold. */
  public String complete() {
    String query =
        elements(operation.path("parameters"))
            .filter(one -> one.get("in").asText().equals("query"))
            .filter(one -> one.path("required").asBoolean())
            .map(one -> new Part(one.get("name").asText(), one.get("schema")))
            .map(part -> part.name() + "=" + plausible(part))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? plausible() : plausible() + "?" + query;
  }

  /** The same, with these values instead. */
  public String with(Map<String, String> values) {
    String filled = path;
    for (Part parameter : parameters("path").toList()) {
      String name = parameter.name();
      String value = values.getOrDefault(name, plausible(parameter));
      filled = filled.replace("{" + name + "}", value);
    }
    return filled;
  }

  private static String plausible(Part parameter) {
    String name = parameter.name();
    if (name.endsWith(ID)) {
      String kind = name.substring(0, name.length() - ID.length());
      return KINDS.getOrDefault(kind, kind) + "-" + ABSENT;
    }
    return parameter.type().equals("integer") ? "1" : "nothing";
  }

  /** Those in {@code path}, {@code query} or {@code header}. */
  public Stream<Part> parameters(String in) {
    return elements(operation.path("parameters"))
        .filter(parameter -> parameter.get("in").asText().equals(in))
        .map(parameter -> new Part(parameter.get("name").asText(), parameter.get("schema")));
  }

  public boolean takesBody() {
    return operation.has("requestBody");
  }

  /** The fields of the JSON body; none when there is no body. */
  public Stream<Part> fields() {
    return body().path("properties").properties().stream()
        .map(field -> new Part(field.getKey(), resolved(field.getValue())));
  }

  /** Whether a field of the body must be there. */
  public boolean requires(String field) {
    return elements(body().path("required")).anyMatch(name -> name.asText().equals(field));
  }

  private JsonNode body() {
    return resolved(operation.at("/requestBody/content/application~1json/schema"));
  }

  /** The schema itself, or what it refers to, also when it may be null as well. */
  public JsonNode resolved(JsonNode schema) {
    if (schema.has("anyOf")) {
      return resolved(schema.get("anyOf").get(0));
    }
    return schema.has("$ref") ? document.at(schema.get("$ref").asText().substring(1)) : schema;
  }

  public static Stream<JsonNode> elements(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
