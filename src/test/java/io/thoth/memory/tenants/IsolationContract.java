package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One organisation's administrator asks every route that {@code /openapi.json} describes for what
 * is another's: gets none of it, learns none of its texts, and changes none of its rows. A route
 * added later is covered without a line here; a kind of id that is new belongs into {@link #start}.
 */
abstract class IsolationContract {
  private static final String SECRET = "Zephyrine-the-owl";
  private static final List<String> ODD = List.of("100%", "a_b", "it's \"so\"", "Größe🦉");

  /** How a route refuses whose path names what is another's. */
  private static final Set<Integer> FINE = Set.of(400, 403, 404, 405, 409, 422, 501, 503);

  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  @SuppressWarnings("NullAway.Init") // by begin
  private static Tenant alice;

  @SuppressWarnings("NullAway.Init") // by begin
  private static Tenant bob;

  private static final Map<String, String> IDS = new HashMap<>();

  static void begin(Map<String, String> database) {
    node = Tenant.node(database);
    alice = Tenant.of(node, SECRET);
    bob = Tenant.of(node, "bob");
    Map<String, Object> block =
        Map.of("label", "human", "value", SECRET, "tags", ODD, "description", SECRET);
    IDS.put("block_id", alice.made("/v1/blocks/", block));
    Map<String, Object> agent =
        Map.of("name", "Zephyrine", "tags", ODD, "block_ids", List.of(IDS.get("block_id")));
    IDS.put("agent_id", alice.made("/v1/agents/", agent));
    IDS.put("archive_id", alice.made("/v1/archives/", Map.of("name", SECRET + " 100%_")));
    String attach = "/v1/agents/%s/archives/attach/%s";
    alice.send("PATCH", attach.formatted(IDS.get("agent_id"), IDS.get("archive_id")), null);
    IDS.put(
        "passage_id",
        alice.made(
            "/v1/archives/" + IDS.get("archive_id") + "/passages",
            Map.of("text", SECRET + " sees well", "tags", ODD)));
    String conversations = "/v1/conversations/?agent_id=" + IDS.get("agent_id");
    Reply conversation = alice.send("POST", conversations, Map.of("summary", SECRET));
    if (conversation.status() == 200) {
      IDS.put("conversation_id", conversation.json().get("id").asText());
    }
    Reply tools = alice.get("/v1/tools/");
    if (tools.status() == 200 && !tools.json().isEmpty()) {
      IDS.put("tool_id", tools.json().get(0).get("id").asText());
    }
    IDS.put(
        "identity_id",
        alice.made(
            "/v1/identities/",
            Map.of(
                "identifier_key",
                SECRET,
                "name",
                SECRET,
                "identity_type",
                "user",
                "agent_ids",
                List.of(IDS.get("agent_id")),
                "block_ids",
                List.of(IDS.get("block_id")))));
    Map<String, String> folder = Map.of("name", SECRET, "instructions", SECRET);
    IDS.put("folder_id", alice.made("/v1/folders/", folder));
    IDS.put("file_id", uploaded(IDS.get("folder_id")));
    alice.send(
        "PATCH",
        "/v1/agents/" + IDS.get("agent_id") + "/folders/attach/" + IDS.get("folder_id"),
        null);
    IDS.put("key_id", alice.keyId());
    IDS.put("org_id", alice.organization());
    IDS.put("organization_id", alice.organization());
    IDS.put("user_id", alice.made("/v1/admin/users/", Map.of("name", SECRET)));
    IDS.put("block_label", "human");
    bob.made("/v1/agents/", Map.of("name", "bobs"));
    bob.made("/v1/blocks/", Map.of("label", "human", "value", "bobs", "tags", List.of("t")));
  }

  private static String uploaded(String folderId) {
    String form =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
            + ("Content-Type: text/plain\r\n\r\n" + SECRET + "\r\n--x--\r\n");
    Reply made =
        node.send(
            "POST",
            "/v1/folders/" + folderId + "/upload",
            form,
            "Authorization",
            "Bearer " + alice.key(),
            "Content-Type",
            "multipart/form-data; boundary=x");
    return made.json().get("id").asText();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  static List<DescribedRoute> routes() {
    return DescribedRoute.of(node);
  }

  /** The rows of one organisation, and those that belong to none but are about it. */
  private static List<String> rowsOfAlice() {
    List<String> rows = new ArrayList<>();
    StoredRows.of(node)
        .tables()
        .forEach(
            (table, all) ->
                all.stream()
                    .filter(row -> isOfAlice(row))
                    .forEach(row -> rows.add(table + ": " + row)));
    return rows;
  }

  private static boolean isOfAlice(String row) {
    return row.contains(alice.organization()) || row.contains(IDS.get("user_id"));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void aStrangerGetsNothingAndChangesNothing(DescribedRoute route) {
    List<String> before = rowsOfAlice();

    List<Reply> replies = new ArrayList<>();
    replies.add(bob.send(route.method(), route.with(IDS) + query(route), body(route, true)));
    replies.add(bob.send(route.method(), route.with(IDS), body(route, false)));

    for (Reply reply : replies) {
      assertTrue(reply.status() < 500 || reply.status() == 501, reply::toString);
      assertNothingLeaks(route, reply);
    }
    boolean names = route.parameters("path").anyMatch(part -> part.name().endsWith("_id"));
    if (names && !route.path().startsWith("/mcp")) {
      replies.forEach(reply -> assertTrue(FINE.contains(reply.status()), reply::toString));
    }
    assertEquals(before, rowsOfAlice(), route::toString);
  }

  /** What a stranger sent may come back in a refusal; what they did not know may not. */
  private static void assertNothingLeaks(DescribedRoute route, Reply reply) {
    assertFalse(reply.body().contains(SECRET), () -> route + " " + reply);
    assertFalse(reply.body().contains("Zephyrine"), () -> route + " " + reply);
    if (reply.status() == 200) {
      for (Map.Entry<String, String> id : IDS.entrySet()) {
        boolean shown = id.getValue().length() > 20 && reply.body().contains(id.getValue());
        assertFalse(shown, () -> route + " tells " + id.getKey() + ": " + reply);
      }
    }
  }

  private static String query(DescribedRoute route) {
    String query =
        route
            .parameters("query")
            .filter(part -> IDS.containsKey(part.name()))
            .map(part -> part.name() + "=" + IDS.get(part.name()))
            .collect(Collectors.joining("&"));
    return query.isEmpty() ? "" : "?" + query;
  }

  /** Every field that may carry an id carries one of the other organisation's. */
  private static @Nullable Object body(DescribedRoute route, boolean ids) {
    if (!route.takesBody()) {
      return null;
    }
    Map<String, Object> body = new HashMap<>();
    route
        .fields()
        .forEach(
            part -> {
              String one = part.name().replaceAll("_ids$", "_id");
              if (ids && IDS.containsKey(one)) {
                String id = IDS.get(one);
                body.put(part.name(), part.type().equals("array") ? List.of(id) : id);
              } else if (route.requires(part.name())) {
                body.put(part.name(), plausible(part.type(), part.name()));
              }
            });
    if (ids && route.path().startsWith("/v1/admin/users")) {
      body.put("id", IDS.get("user_id"));
    }
    return body;
  }

  private static Object plausible(String type, String name) {
    return switch (type) {
      case "array" -> name.equals("passages") ? List.of(Map.of("text", "x")) : List.of();
      case "integer" -> 1;
      case "number" -> 0.5;
      case "boolean" -> true;
      case "object" -> Map.of();
      default -> name.equals("id") ? "user-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11" : "human";
    };
  }
}
