package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What organisations may keep and how often they may ask. */
abstract class QuotasContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  private Tenant tenant;

  static void begin(Map<String, String> database) {
    Map<String, String> settings = new HashMap<>(database);
    settings.put("THOTH_QUOTA_AGENTS", "3");
    node = Tenant.node(settings);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void meetATenant() {
    tenant = Tenant.of(node, "acme");
  }

  private JsonNode limit(Map<String, Object> limits) {
    Reply reply = node.put(quota(), limits, Tenant.OPERATOR);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json();
  }

  private String quota() {
    return "/v1/admin/orgs/" + tenant.organization() + "/quota";
  }

  private JsonNode usage() {
    return tenant.get(quota()).json().get("usage");
  }

  private void assertOver(String name, Reply reply) {
    assertEquals(429, reply.status(), reply::toString);
    assertTrue(reply.detail().contains("Quota " + name), reply::toString);
    assertEquals("60", reply.header("Retry-After").orElse(""));
    assertEquals("false", reply.header("x-should-retry").orElse(""));
  }

  @Test
  void theSettingHoldsUnlessSomethingElseIsSaid() {
    for (int i = 0; i < 3; i++) {
      tenant.made("/v1/agents/", Map.of("name", "a"));
    }

    assertOver("agents", tenant.send("POST", "/v1/agents/", Map.of("name", "a")));
    assertEquals(3, usage().get("agents").asInt());
    limit(Map.of("agents", 4));
    String last = tenant.made("/v1/agents/", Map.of("name", "a"));
    assertOver("agents", tenant.send("POST", "/v1/agents/", Map.of("name", "a")));
    assertEquals(200, tenant.send("DELETE", "/v1/agents/" + last, null).status());
    tenant.made("/v1/agents/", Map.of("name", "a"));
  }

  @Test
  void thoseWhoAskTogetherGetNoMoreThanTheQuota() {
    limit(Map.of("blocks", 10));

    long made =
        IntStream.range(0, 40)
            .parallel()
            .map(i -> tenant.send("POST", "/v1/blocks/", Map.of("label", "b")).status())
            .filter(status -> status == 200)
            .count();

    assertEquals(10, made);
    assertEquals(10, usage().get("blocks").asInt());
  }

  @Test
  void passagesAndBytesAreCountedExactly() {
    String archive = tenant.made("/v1/archives/", Map.of("name", "papers"));
    String passages = "/v1/archives/" + archive + "/passages";
    String passage = tenant.made(passages, Map.of("text", "Ünï 🦉", "tags", List.of("ä")));
    long first = bytes("Ünï 🦉", "[\"ä\"]", "{}");
    assertEquals(first, usage().get("bytes").asLong());

    tenant.send("PATCH", passages + "/" + passage, Map.of("text", "x"));
    assertEquals(bytes("x", "[\"ä\"]", "{}"), usage().get("bytes").asLong());
    limit(Map.of("bytes", 100, "passages", 2));
    assertOver("bytes", tenant.send("POST", passages, Map.of("text", "y".repeat(100))));
    Map<String, Object> two = Map.of("passages", List.of(Map.of("text", "a"), Map.of("text", "b")));
    assertOver("passages", tenant.send("POST", passages + "/batch", two));
    assertEquals(1, usage().get("passages").asInt());

    assertEquals(204, tenant.send("DELETE", "/v1/archives/" + archive, null).status());
    assertEquals(0, usage().get("passages").asInt());
    assertEquals(0, usage().get("bytes").asInt());
  }

  private static long bytes(String... texts) {
    long bytes = 0;
    for (String text : texts) {
      bytes += text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }
    return bytes;
  }

  @Test
  void whoAsksTooOftenWaitsAndOthersDoNot() {
    Tenant other = Tenant.of(node, "other");
    limit(Map.of("requests_per_second", 1, "burst", 5));

    List<Reply> replies = IntStream.range(0, 20).mapToObj(_ -> tenant.get("/v1/agents/")).toList();

    List<Reply> refused = replies.stream().filter(reply -> reply.status() == 429).toList();
    assertTrue(replies.stream().filter(reply -> reply.status() == 200).count() >= 5);
    assertFalse(refused.isEmpty());
    assertTrue(refused.getFirst().detail().contains("requests per second"));
    assertEquals("1", refused.getFirst().header("Retry-After").orElse(""));
    assertEquals(200, other.get("/v1/agents/").status());
  }

  @Test
  void onlyTheOperatorSetsLimitsAndEverybodySeesTheirOwn() {
    Tenant other = Tenant.of(node, "other");

    assertEquals(403, tenant.send("PUT", quota(), Map.of("agents", 100)).status());
    assertEquals(404, other.get(quota()).status());
    assertEquals(3, tenant.get(quota()).json().at("/effective/agents").asInt());
    String nobody = "/v1/admin/orgs/org-" + UUID.randomUUID() + "/quota";
    assertEquals(404, node.get(nobody, Tenant.OPERATOR).status());
  }

  @Test
  void aDeletedOrganisationLetsNobodyIn() {
    tenant.made("/v1/agents/", Map.of("name", "ada"));

    Reply gone = node.delete("/v1/admin/orgs/?org_id=" + tenant.organization(), Tenant.OPERATOR);

    assertEquals(200, gone.status(), gone::toString);
    assertEquals(401, tenant.get("/v1/agents/").status());
    String own = "user" + tenant.organization().substring(3);
    assertEquals(
        409,
        node.delete(
                "/v1/admin/orgs/?org_id=org-00000000-0000-4000-8000-000000000000", Tenant.OPERATOR)
            .status());
    assertEquals(404, node.delete("/v1/admin/users/?user_id=" + own, Tenant.OPERATOR).status());
  }
}
