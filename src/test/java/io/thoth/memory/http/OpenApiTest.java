package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code /openapi.json} is valid, and says of the router neither too much nor too little. */
class OpenApiTest {
  private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
  private static final Pattern PARAMETER = Pattern.compile("\\{([a-z_]+)}");
  private static final Set<String> TYPES =
      Set.of("string", "integer", "number", "boolean", "array", "object", "null");

  private static TestNode node;

  @BeforeAll
  static void start() {
    node = TestNode.start();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<DescribedRoute> routes() {
    return DescribedRoute.of(node);
  }

  static Set<String> paths() {
    return routes().stream().map(DescribedRoute::path).collect(Collectors.toSet());
  }

  @Test
  void theMostUsedRoutesAreThere() {
    List<String> described = routes().stream().map(DescribedRoute::toString).toList();

    assertTrue(
        described.containsAll(
            List.of(
                "POST /v1/agents/",
                "GET /v1/agents/{agent_id}/core-memory/blocks/{block_label}",
                "PATCH /v1/blocks/{block_id}",
                "GET /v1/health/",
                "GET /openapi.json")),
        described::toString);
  }

  /** With ids of things that are not there, so that nothing is changed by asking. */
  @ParameterizedTest
  @MethodSource("routes")
  void everyDescribedRouteAnswersInBothSlashForms(DescribedRoute route) {
    String path = route.plausible();
    String other = path.endsWith("/") ? path.substring(0, path.length() - 1) : path + "/";

    Reply asDescribed = ask(route.method(), path);
    Reply otherForm = ask(route.method(), other);

    assertTrue(isServed(asDescribed), asDescribed::toString);
    assertEquals(asDescribed.status(), otherForm.status(), otherForm::toString);
    assertFalse(asDescribed.header("Location").isPresent());
  }

  @ParameterizedTest
  @MethodSource("paths")
  void noPathHasAMethodThatIsNotDescribed(String path) {
    Set<String> described = methodsOf(path);
    String plausible =
        routes().stream().filter(r -> r.path().equals(path)).findFirst().orElseThrow().plausible();

    Set<String> served = new TreeSet<>();
    for (String method : METHODS) {
      if (isServed(ask(method, plausible))) {
        served.add(method);
      }
    }

    // A fixed path may also be that of another route's parameter: /v1/blocks/count.
    served.removeIf(method -> !described.contains(method) && isParameterOf(path, method));
    assertEquals(described, served);
  }

  @ParameterizedTest
  @MethodSource("paths")
  void optionsListsTheMethodsOfAPath(String path) {
    String plausible =
        routes().stream().filter(r -> r.path().equals(path)).findFirst().orElseThrow().plausible();

    Reply reply = node.send("OPTIONS", plausible, null);

    assertEquals(204, reply.status(), reply::toString);
    List<String> allowed = List.of(reply.header("Allow").orElse("").split(", "));
    assertTrue(allowed.containsAll(methodsOf(path)), allowed::toString);
    assertTrue(allowed.contains("OPTIONS"), allowed::toString);
  }

  private static Set<String> methodsOf(String path) {
    return routes().stream()
        .filter(route -> route.path().equals(path))
        .map(DescribedRoute::method)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static boolean isParameterOf(String path, String method) {
    return routes().stream()
        .filter(route -> route.method().equals(method) && !route.path().equals(path))
        .anyMatch(route -> path.matches(PARAMETER.matcher(route.path()).replaceAll("[^/]+")));
  }

  private static Reply ask(String method, String path) {
    boolean body = Set.of("POST", "PUT", "PATCH").contains(method);
    // Not an object, so that a change with no required field is not made.
    return node.send(method, path, body ? "[]" : null);
  }

  private static boolean isServed(Reply reply) {
    return reply.status() != 405 && !reply.body().contains("No such route");
  }

  @Test
  void theDocumentSaysWhatItIs() {
    JsonNode document = node.get("/openapi.json").json();

    assertTrue(document.get("openapi").asText().startsWith("3.1."));
    assertFalse(document.at("/info/title").asText().isBlank());
    assertFalse(document.at("/info/version").asText().isBlank());
    assertEquals(
        "application/json", node.get("/openapi.json").header("Content-Type").orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everyOperationIsWhole(DescribedRoute route) {
    JsonNode operation = route.operation();

    assertFalse(operation.path("summary").asText().isBlank());
    assertFalse(operation.path("responses").isEmpty());
    for (JsonNode response : operation.get("responses")) {
      assertFalse(response.path("description").asText().isBlank());
    }
    assertEquals(
        PARAMETER.matcher(route.path()).results().map(found -> found.group(1)).toList(),
        route.parameters("path").map(DescribedRoute.Part::name).toList());
    for (JsonNode parameter : operation.path("parameters")) {
      assertTrue(Set.of("path", "query", "header").contains(parameter.get("in").asText()));
      assertFalse(parameter.get("name").asText().isBlank());
      assertTrue(parameter.get("required").isBoolean());
      boolean inPath = parameter.get("in").asText().equals("path");
      assertTrue(!inPath || parameter.get("required").asBoolean());
    }
    Set<String> names = new HashSet<>();
    operation
        .path("parameters")
        .forEach(p -> assertTrue(names.add(p.get("in").asText() + p.get("name").asText())));
    assertTrue(!route.takesBody() || route.fields().findAny().isPresent());
  }

  @Test
  void operationIdsAreUnique() {
    Map<String, Long> counts =
        routes().stream()
            .map(route -> route.operation().get("operationId").asText())
            .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));

    counts.values().removeIf(count -> count == 1);

    assertEquals(Map.of(), counts);
  }

  @Test
  void everyReferenceResolvesAndEverySchemaHasAKnownType() {
    JsonNode document = node.get("/openapi.json").json();

    walk(document, document);
  }

  private static void walk(JsonNode node, JsonNode document) {
    if (node.has("$ref")) {
      String target = node.get("$ref").asText();
      assertTrue(target.startsWith("#/"), target);
      assertFalse(document.at(target.substring(1)).isMissingNode(), target);
    }
    if (node.has("schema")) {
      types(node.get("schema"));
    }
    node.forEach(child -> walk(child, document));
  }

  private static void types(JsonNode schema) {
    JsonNode type = schema.path("type");
    Stream<String> names =
        type.isArray() ? DescribedRoute.elements(type).map(JsonNode::asText) : one(type);
    names.forEach(name -> assertTrue(TYPES.contains(name), schema::toString));
    assertTrue(!type.asText().equals("array") || schema.has("items"), schema::toString);
    schema.path("properties").forEach(OpenApiTest::types);
  }

  private static Stream<String> one(JsonNode type) {
    return type.isMissingNode() ? Stream.empty() : Stream.of(type.asText());
  }

  @ParameterizedTest
  @MethodSource("routes")
  void everySecuritySchemeIsDefined(DescribedRoute route) {
    JsonNode document = route.document();
    JsonNode security =
        route.operation().has("security")
            ? route.operation().get("security")
            : document.get("security");

    for (JsonNode requirement : security) {
      requirement
          .fieldNames()
          .forEachRemaining(
              scheme -> assertTrue(document.at("/components/securitySchemes").has(scheme), scheme));
    }
    assertEquals(OPEN.contains(route.path()), security.isEmpty());
  }

  private static final Set<String> OPEN =
      Set.of("/health", "/v1/health/", "/v1/ready/", "/v1/version", "/openapi.json");

  @Test
  void whatIsNotNullableIsRequired() {
    JsonNode block = node.get("/openapi.json").json().at("/components/schemas/NewBlock");

    assertEquals("[\"label\"]", block.get("required").toString());
    assertEquals("\"string\"", block.at("/properties/label/type").toString());
    assertEquals("[\"string\",\"null\"]", block.at("/properties/value/type").toString());
  }

  @Test
  void aShapeThatIsNotTheRecordsIsNotClaimed() {
    JsonNode document = node.get("/openapi.json").json();

    JsonNode agent = document.at("/paths/~1v1~1agents~1{agent_id}/get/responses/200/content");

    assertEquals("{\"application/json\":{\"schema\":{}}}", agent.toString());
  }

  @Test
  void aBlockIsAnsweredAsDescribed() {
    JsonNode described = node.get("/openapi.json").json().at("/components/schemas/Block");

    JsonNode made = node.post("/v1/blocks/", Map.of("label", "human")).json();

    Set<String> names = new TreeSet<>();
    made.fieldNames().forEachRemaining(names::add);
    Set<String> expected = new TreeSet<>();
    described.get("properties").fieldNames().forEachRemaining(expected::add);
    assertEquals(expected, names);
    for (String name : names) {
      JsonNode types = described.at("/properties/" + name + "/type");
      String type = made.get(name).getNodeType().name().toLowerCase(Locale.ROOT);
      String json = type.equals("number") ? "integer" : type;
      assertTrue(types.toString().contains("\"" + json + "\""), name + " " + types);
    }
  }
}
