package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same mistakes made with every route that {@code /openapi.json} describes: an id that is none,
 * a parameter and a field of each wrong type, a body that is no object. A route added later is
 * covered without a line here.
 */
abstract class HostileRoutesContract {
  private static final List<String> BAD_IDS =
      List.of(
          "x",
          "6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
          "template-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
          "%PREFIX-6f1c0d5e-5d0c-1a53-8f0e-0a4f4f5b8a11",
          "%PREFIX-6F1C0D5E-5D0C-4A53-8F0E-0A4F4F5B8A11",
          "%PREFIX-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11%2500",
          "%PREFIX-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11%2520",
          "%2500%PREFIX-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11",
          "..%252F..%252Fetc%252Fpasswd",
          "%2527%2520or%25201=1--",
          "%25E2%2580%25AE%25F0%259F%2592%25A3");

  private static final Map<String, List<String>> WRONG_IN_QUERY =
      Map.of(
          "number", List.of("", "x", "NaN", "1e999", "%00"),
          "integer", List.of("", "x", "1.5", "1e3", "0x1", "99999999999999999999", "%00", "'"),
          "boolean", List.of("", "x", "2", "null", "%00"),
          "string", List.of("%00", "a%00b"));

  private static final Map<String, List<String>> WRONG_IN_BODY =
      Map.of(
          "string", List.of("5", "true", "{}", "[]", "\"\\ud800\""),
          "number", List.of("\"0.5\"", "true", "{}", "[]", "1e999"),
          "integer", List.of("\"5\"", "1.5", "true", "{}", "[]", "99999999999999999999"),
          "boolean", List.of("\"true\"", "1", "{}", "[]"),
          "array", List.of("\"x\"", "5", "true", "{}", "[null]"),
          "object", List.of("\"x\"", "5", "true", "[]", "{\"\\u0000\": 1}"),
          "anything", List.of("5", "true", "{}", "[]", "\"\\ud800\""));

  private static final Map<String, String> RIGHT =
      Map.of(
          "string", "\"x\"",
          "integer", "1",
          "number", "0.5",
          "boolean", "true",
          "array", "[]",
          "object", "{}");

  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** One mistake: what is sent, and the name that the refusal must mention. */
  record Mistake(String method, String path, @Nullable String body, String name) {
    @Override
    public String toString() {
      return method + " " + path + (body == null ? "" : " " + body);
    }
  }

  static Stream<Mistake> ids() {
    return DescribedRoute.of(node).stream()
        .flatMap(
            route ->
                route
                    .parameters("path")
                    .map(DescribedRoute.Part::name)
                    .filter(name -> name.endsWith("_id"))
                    .flatMap(name -> BAD_IDS.stream().map(id -> withId(route, name, id))));
  }

  private static Mistake withId(DescribedRoute route, String name, String id) {
    String bad = id.replace("%PREFIX", name.replace("_id", "")).replace("%25", "%");
    return new Mistake(route.method(), route.with(Map.of(name, bad)), bodyFor(route), name);
  }

  /** A body that has what the route requires, so that the id is the only mistake. */
  private static @Nullable String bodyFor(DescribedRoute route) {
    return route.takesBody() ? body(right(route)) : null;
  }

  private static Map<String, String> right(DescribedRoute route) {
    return route
        .fields()
        .filter(part -> route.requires(part.name()))
        .collect(Collectors.toMap(DescribedRoute.Part::name, part -> RIGHT.get(part.type())));
  }

  private static String body(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> "\"" + field.getKey() + "\": " + field.getValue())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  static Stream<Mistake> queries() {
    return DescribedRoute.of(node).stream()
        .flatMap(
            route ->
                route
                    .parameters("query")
                    .flatMap(
                        part ->
                            WRONG_IN_QUERY.getOrDefault(part.type(), List.of()).stream()
                                .map(wrong -> withQuery(route, part.name(), wrong))));
  }

  private static Mistake withQuery(DescribedRoute route, String name, String wrong) {
    String path = route.plausible() + "?" + name + "=" + wrong;
    return new Mistake(route.method(), path, bodyFor(route), name);
  }

  static Stream<Mistake> fields() {
    return DescribedRoute.of(node).stream()
        .flatMap(
            route ->
                route
                    .fields()
                    .flatMap(
                        part ->
                            Objects.requireNonNull(WRONG_IN_BODY.get(part.type())).stream()
                                .map(wrong -> withField(route, part.name(), wrong))));
  }

  private static Mistake withField(DescribedRoute route, String name, String wrong) {
    Map<String, String> fields = new HashMap<>(right(route));
    fields.put(name, wrong);
    return new Mistake(route.method(), route.complete(), body(fields), name);
  }

  static Stream<Mistake> requiredFields() {
    return DescribedRoute.of(node).stream()
        .flatMap(
            route ->
                route
                    .fields()
                    .map(DescribedRoute.Part::name)
                    .filter(route::requires)
                    .map(name -> withField(route, name, "null")));
  }

  static Stream<Mistake> bodies() {
    return DescribedRoute.of(node).stream()
        .filter(DescribedRoute::takesBody)
        .flatMap(
            route ->
                Stream.of("[]", "\"x\"", "5", "{", "{}{}", "{\"a\": 1, \"a\": 2}", "\u0000")
                    .map(body -> new Mistake(route.method(), route.plausible(), body, "body")));
  }

  @ParameterizedTest
  @MethodSource({"ids", "queries", "fields", "requiredFields", "bodies"})
  void everyMistakeIsRefusedNamingIt(Mistake mistake) {
    StoredRows before = StoredRows.of(node);

    Reply reply = node.send(mistake.method(), mistake.path(), mistake.body());

    // Letta answers 400 to a malformed id of an archive in some places.
    assertTrue(Set.of(400, 422).contains(reply.status()), reply::toString);
    Refused.assertReadable(reply);
    assertTrue(reply.detail().startsWith(mistake.name()), reply::toString);
    assertEquals(before, StoredRows.of(node));
  }
}
