package io.thoth.memory.http;

import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Draws the OpenAPI 3.1 document from the table of endpoints the router is built from. */
public final class OpenApi {
  private static final Set<Field.From> PARAMETERS =
      Set.of(Field.From.PATH, Field.From.QUERY, Field.From.HEADER);

  private static final Map<String, Object> IDEMPOTENCY_KEY =
      Map.of(
          "name", "Idempotency-Key",
          "in", "header",
          "required", false,
          "description", "Sent again with the same request, the first answer is given again.",
          "schema", Map.of("type", "string", "minLength", 1, "maxLength", 255));

  private static final Map<String, Object> SECURITY_SCHEMES =
      Map.of(
          "bearer",
          Map.of("type", "http", "scheme", "bearer", "description", "Of a secured server."),
          "bare_password",
          Map.of(
              "type", "apiKey",
              "in", "header",
              "name", "X-BARE-PASSWORD",
              "description", "The word \"password\", a space and the password."));

  private static final List<Map<String, List<String>>> PASSWORD =
      List.of(Map.of("bearer", List.of()), Map.of("bare_password", List.of()));

  private final Schemas schemas = new Schemas();
  private final Map<String, Map<String, Object>> paths = new TreeMap<>();

  private OpenApi() {}

  /** The whole document, ready for JSON. */
  public static Map<String, Object> describe(String version, List<Endpoint> endpoints) {
    OpenApi document = new OpenApi();
    endpoints.forEach(document::add);
    Map<String, Object> whole = new LinkedHashMap<>();
    whole.put("openapi", "3.1.0");
    whole.put(
        "info",
        Map.of(
            "title", "Thoth Memory",
            "version", version,
            "description", "The long-term memory of LLM agents; speaks Letta's V1 API."));
    whole.put("paths", document.paths);
    whole.put("security", PASSWORD);
    whole.put(
        "components",
        Map.of("schemas", document.schemas.components(), "securitySchemes", SECURITY_SCHEMES));
    return whole;
  }

  private void add(Endpoint endpoint) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("operationId", id(endpoint));
    operation.put("summary", endpoint.summary());
    switch (endpoint) {
      case Direct direct -> describe(operation, direct);
      case Asked<?, ?> asked -> describe(operation, asked);
    }
    paths
        .computeIfAbsent(endpoint.path(), _ -> new LinkedHashMap<>())
        .put(name(endpoint.method()), operation);
  }

  /** Method and path in words; the operation asked would not do, as several paths may ask one. */
  private static String id(Endpoint endpoint) {
    String words = endpoint.path().replaceAll("[^a-z0-9_]+", "_").replaceAll("^_|_$", "");
    return name(endpoint.method()) + "_" + words;
  }

  private static String name(HttpMethod method) {
    return method.name().toLowerCase(Locale.ROOT);
  }

  private static void describe(Map<String, Object> operation, Direct direct) {
    if (direct.open()) {
      operation.put("security", List.of());
    }
    operation.put("parameters", Paths.parameters(direct.path()).map(OpenApi::inPath).toList());
    operation.put("responses", Map.of("200", Map.of("description", direct.summary())));
  }

  private static Map<String, Object> inPath(String name) {
    return Map.of("name", name, "in", "path", "required", true, "schema", Map.of("type", "string"));
  }

  private void describe(Map<String, Object> operation, Asked<?, ?> asked) {
    List<Field> fields = Field.of(asked);
    List<Object> parameters = new ArrayList<>();
    fields.stream()
        .filter(field -> PARAMETERS.contains(field.from()))
        .map(this::parameter)
        .forEach(parameters::add);
    if (asked.operation().changes()) {
      parameters.add(IDEMPOTENCY_KEY);
    }
    operation.put("parameters", parameters);
    body(operation, fields);
    operation.put("responses", responses(asked));
  }

  private Map<String, Object> parameter(Field field) {
    boolean header = field.from() == Field.From.HEADER;
    return Map.of(
        "name", header ? field.headerName() : field.name(),
        "in", field.from().name().toLowerCase(Locale.ROOT),
        "required", field.required(),
        "schema", schemas.of(field.type()));
  }

  private void body(Map<String, Object> operation, List<Field> fields) {
    for (Field field : fields) {
      if (field.from() == Field.From.WHOLE_BODY) {
        operation.put("requestBody", content(true, schemas.of(field.type())));
        return;
      }
    }
    List<Field> inBody = fields.stream().filter(f -> f.from() == Field.From.BODY).toList();
    if (inBody.isEmpty()) {
      return;
    }
    Map<String, Object> properties = new LinkedHashMap<>();
    inBody.forEach(field -> properties.put(field.name(), schema(field)));
    List<String> required = inBody.stream().filter(Field::required).map(Field::name).toList();
    Map<String, Object> schema = Schemas.object(properties, required, false);
    operation.put("requestBody", content(!required.isEmpty(), schema));
  }

  private Map<String, Object> schema(Field field) {
    Map<String, Object> schema = schemas.of(field.type());
    return field.required() ? schema : Schemas.orNull(schema);
  }

  private static Map<String, Object> content(boolean required, Map<String, Object> schema) {
    return Map.of(
        "required", required, "content", Map.of("application/json", Map.of("schema", schema)));
  }

  private Map<String, Object> responses(Asked<?, ?> asked) {
    Map<String, Object> responses = new LinkedHashMap<>();
    Map<String, Object> success = new LinkedHashMap<>();
    success.put("description", asked.summary());
    if (asked.status() == 200) {
      Map<String, Object> schema =
          asked.showsTheAnswer() ? schemas.of(asked.operation().answer()) : Map.of();
      success.put("content", Map.of("application/json", Map.of("schema", schema)));
    }
    responses.put(Integer.toString(asked.status()), success);
    responses.put("default", Map.of("description", "A refusal: {\"detail\": \"…\"}"));
    return responses;
  }
}
