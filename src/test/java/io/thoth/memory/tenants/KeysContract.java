package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an API key lets its bearer do, and from when until when. */
abstract class KeysContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  private Tenant tenant;

  static void begin(Map<String, String> database) {
    node = Tenant.node(database);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void meetATenant() {
    tenant = Tenant.of(node, "acme");
  }

  @Test
  void whatAKeyMakesBelongsToItsOrganisation() {
    String agent = tenant.made("/v1/agents/", Map.of("name", "ada"));

    JsonNode state = tenant.get("/v1/agents/" + agent).json();
    assertEquals("user" + tenant.organization().substring(3), state.get("created_by_id").asText());
    assertEquals(404, node.get("/v1/agents/" + agent, Tenant.OPERATOR).status());
  }

  @ParameterizedTest
  @CsvSource({"read, 200, 403, 403", "write, 200, 200, 403", "admin, 200, 200, 200"})
  void aScopeIncludesThoseBeforeItAndNoMore(String scope, int read, int write, int admin) {
    Tenant bearer = tenant.with(List.of(scope), null);

    assertEquals(read, bearer.get("/v1/agents/").status());
    assertEquals(write, bearer.send("POST", "/v1/agents/", Map.of("name", "x")).status());
    assertEquals(admin, bearer.get("/v1/admin/keys/").status());
  }

  @Test
  void aKeyThatReadsChangesNothingByAnyRoute() {
    Tenant reader = tenant.with(List.of("read"), null);
    reader.get("/v1/tools/"); // the first look gives an organisation its base tools
    StoredRows before = StoredRows.of(node);

    for (DescribedRoute route : DescribedRoute.of(node)) {
      reader.send(route.method(), route.plausible(), route.takesBody() ? "{}" : null);
    }

    StoredRows after = StoredRows.of(node);
    for (String table : before.tables().keySet()) {
      assertEquals(before.tables().get(table), after.tables().get(table), table);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"thm_", "thm_0011223344556677_", "Bearer"})
  void whatOnlyLooksLikeAKeyIsRefused(String start) {
    String text = start + "0".repeat(Math.max(0, 85 - start.length()));

    assertEquals(401, node.get("/v1/agents/", "Authorization", "Bearer " + text).status());
  }

  @Test
  void thePrefixOfAKeyWithAnotherSecretIsRefused() {
    String forged = tenant.key().substring(0, 21) + "0".repeat(64);

    assertEquals(401, node.get("/v1/agents/", "Authorization", "Bearer " + forged).status());
    assertEquals(200, tenant.get("/v1/agents/").status());
  }

  @Test
  void aRevokedKeyIsRefusedAtOnce() {
    Tenant bearer = tenant.with(List.of("write"), null);
    assertEquals(200, bearer.get("/v1/agents/").status());

    Reply revoked = tenant.send("DELETE", "/v1/admin/keys/" + bearer.keyId(), null);

    assertFalse(revoked.json().get("revoked_at").isNull(), revoked::toString);
    assertEquals(401, bearer.get("/v1/agents/").status());
  }

  @Test
  void aRotatedKeyOverlapsAsLongAsAsked() {
    Tenant bearer = tenant.with(List.of("write"), null);
    String rotate = "/v1/admin/keys/" + bearer.keyId() + "/rotate";

    Reply first = tenant.send("POST", rotate, Map.of("overlap_seconds", 600));
    String second = first.json().get("key").asText();
    assertEquals(200, bearer.get("/v1/agents/").status());
    assertEquals(200, node.get("/v1/agents/", "Authorization", "Bearer " + second).status());

    tenant.send("POST", rotate, Map.of("overlap_seconds", 0));
    assertEquals(401, bearer.get("/v1/agents/").status());
    assertEquals(401, node.get("/v1/agents/", "Authorization", "Bearer " + second).status());
  }

  @Test
  void aKeyIsGoodUntilItExpires() {
    Instant soon = Instant.now().plusMillis(1_500);
    Reply made =
        tenant.send(
            "POST", "/v1/admin/keys/", Map.of("name", "brief", "expires_at", soon.toString()));
    String[] bearer = {"Authorization", "Bearer " + made.json().get("key").asText()};
    assertEquals(200, node.get("/v1/agents/", bearer).status());

    int status = 200;
    while (status == 200 && Instant.now().isBefore(soon.plusSeconds(5))) {
      status = node.get("/v1/agents/", bearer).status();
    }

    assertEquals(401, status);
    assertFalse(Instant.now().isBefore(soon));
  }

  @Test
  void theTextOfAKeyIsShownOnceAndKeptNowhere() throws IOException {
    String secret = tenant.key().substring(21);

    String listed = tenant.get("/v1/admin/keys/").body() + tenant.get("/v1/admin/audit").body();
    String stored = StoredRows.of(node).toString();

    assertTrue(listed.contains(tenant.keyId()));
    assertFalse(listed.contains(secret) || stored.contains(secret));
    String ofServer = Files.readString(node.data().resolve("key.secret")).strip();
    assertFalse(listed.contains(ofServer) || stored.contains(ofServer));
  }

  @Test
  void makingAKeyTakesNoIdempotencyKey() {
    Reply reply =
        node.post(
            "/v1/admin/keys/",
            Map.of("name", "x"),
            "Authorization",
            "Bearer " + tenant.key(),
            "Idempotency-Key",
            "k");

    assertEquals(422, reply.status(), reply::toString);
  }

  @Test
  void aKeyOfOneAgentTouchesOnlyThat() {
    String mine = tenant.made("/v1/agents/", agent("ada"));
    String other = tenant.made("/v1/agents/", agent("bob"));
    String block = tenant.made("/v1/blocks/", Map.of("label", "secret", "value", "x"));
    Tenant bearer = tenant.with(List.of("write"), mine);

    assertEquals(200, bearer.get("/v1/agents/" + mine).status());
    assertEquals(200, bearer.get("/v1/agents/" + mine + "/core-memory/blocks/human").status());
    assertEquals(403, bearer.get("/v1/agents/" + other).status());
    assertEquals(403, bearer.get("/v1/blocks/" + block).status());
    assertEquals(403, bearer.get("/v1/blocks/").status());
    assertEquals(403, bearer.get("/api/agents/export").status());
    assertEquals(403, bearer.get("/metrics").status());
    String attach = "/v1/agents/" + mine + "/core-memory/blocks/attach/" + block;
    assertEquals(403, bearer.send("PATCH", attach, null).status());
    Map<String, Object> taking = Map.of("block_ids", List.of(block));
    assertEquals(403, bearer.send("PATCH", "/v1/agents/" + mine, taking).status());
    JsonNode listed = bearer.get("/v1/agents/").json();
    assertEquals(1, listed.size());
    assertEquals(mine, listed.get(0).get("id").asText());
    assertEquals("1", bearer.get("/v1/agents/count").body());
  }

  /** The tools of MCP ask the same questions as the routes, and are measured in the same way. */
  @Test
  void toolsOfMcpGoAsFarAsTheKey() {
    String mine = tenant.made("/v1/agents/", agent("ada"));
    String other = tenant.made("/v1/agents/", agent("bob"));
    Tenant reader = tenant.with(List.of("read"), null);
    Tenant bound = tenant.with(List.of("write"), mine);

    assertTrue(appends(tenant, mine));
    assertFalse(appends(reader, mine));
    assertTrue(appends(bound, mine));
    assertFalse(appends(bound, other));
  }

  /** Whether the tool can append to the agent's block; the block tells, not the tool. */
  private boolean appends(Tenant bearer, String agent) {
    String block = "/v1/agents/" + agent + "/core-memory/blocks/human";
    long before = tenant.get(block).json().get("version").asLong();
    Map<String, Object> arguments = Map.of("label", "human", "content", "more");
    Map<String, Object> call = Map.of("name", "core_memory_append", "arguments", arguments);
    bearer.send(
        "POST",
        "/mcp/agents/" + agent,
        Map.of("jsonrpc", "2.0", "id", 1, "method", "tools/call", "params", call));
    return tenant.get(block).json().get("version").asLong() > before;
  }

  private static Map<String, Object> agent(String name) {
    return Map.of("name", name, "memory_blocks", List.of(Map.of("label", "human", "value", "Hi.")));
  }

  @Test
  void theUserHeaderIsHonouredWhereItMayBeAndLeadsNobodyOut() {
    String user = tenant.made("/v1/admin/users/", Map.of("name", "grace"));
    String stranger = "user-" + UUID.randomUUID();
    Tenant other = Tenant.of(node, "other");
    Tenant writer = tenant.with(List.of("write"), null);

    assertEquals(user, actor(tenant.key(), user));
    assertEquals(user, actor(Tenant.PASSWORD, user));
    assertEquals("user" + tenant.organization().substring(3), actor(tenant.key(), stranger));
    assertEquals("user" + tenant.organization().substring(3), actor(writer.key(), user));
    assertEquals("user" + other.organization().substring(3), actor(other.key(), user));
    Reply malformed =
        node.get("/v1/agents/", "Authorization", "Bearer " + tenant.key(), "user_id", "grace");
    assertEquals(400, malformed.status(), malformed::toString);
  }

  private static String actor(String key, String user) {
    Reply made =
        node.post(
            "/v1/agents/", Map.of("name", "x"), "Authorization", "Bearer " + key, "user_id", user);
    assertEquals(200, made.status(), made::toString);
    return made.json().get("created_by_id").asText();
  }

  @Test
  void actsAreLoggedAndReadByPages() {
    Tenant bearer = tenant.with(List.of("read"), null);
    tenant.send("DELETE", "/v1/admin/keys/" + bearer.keyId(), null);

    JsonNode newest = tenant.get("/v1/admin/audit?limit=1").json().get(0);
    JsonNode next =
        tenant.get("/v1/admin/audit?limit=1&after=" + newest.get("id").asText()).json().get(0);

    assertEquals("key.revoke", newest.get("action").asText());
    assertEquals(tenant.keyId(), newest.get("key_id").asText());
    assertEquals(bearer.keyId(), newest.get("subject_id").asText());
    assertFalse(newest.get("request_id").asText().isEmpty());
    assertEquals("key.create", next.get("action").asText());
    assertTrue(next.get("key_id").isNull());
  }

  @Test
  void loginTellsWhoTheHeadersSayThatOneIs() {
    JsonNode session = tenant.send("POST", "/v1/auth", Map.of("password", "x")).json();

    assertEquals(tenant.organization().substring(4), session.get("uuid").asText());
    assertTrue(session.get("is_admin").asBoolean());
  }
}
