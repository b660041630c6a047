package io.thoth.memory.tenants;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An organisation of a secured node, and the key it asks with. */
record Tenant(TestNode node, String organization, String keyId, String key) {
  static final String PASSWORD = "the-operators-password";
  static final String[] OPERATOR = {"Authorization", "Bearer " + PASSWORD};

  static TestNode node(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("LETTA_SERVER_SECURE", "true");
    settings.put("LETTA_SERVER_PASSWORD", PASSWORD);
    return TestNode.start(settings);
  }

  /** A new organisation with an administrator's key. */
  static Tenant of(TestNode node, String name) {
    Reply made = node.post("/v1/admin/orgs/", Map.of("name", name), OPERATOR);
    assertEquals(200, made.status(), made::toString);
    return new Tenant(node, made.json().get("id").asText(), "", "").with(List.of("admin"), null);
  }

  /** The same organisation with another key, made by the operator. */
  Tenant with(List<String> scopes, @Nullable String agentId) {
    Map<String, Object> asked = new HashMap<>();
    asked.put("name", "a key");
    asked.put("scopes", scopes);
    asked.put("agent_id", agentId);
    asked.put("organization_id", organization);
    Reply made = node.post("/v1/admin/keys/", asked, OPERATOR);
    assertEquals(200, made.status(), made::toString);
    return new Tenant(
        node, organization, made.json().get("id").asText(), made.json().get("key").asText());
  }

  Reply send(String method, String path, @Nullable Object body) {
    return node.send(method, path, body, "Authorization", "Bearer " + key);
  }

  Reply get(String path) {
    return send("GET", path, null);
  }

  /** The id of what is made. */
  String made(String path, Object body) {
    Reply reply = send("POST", path, body);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json().get("id").asText();
  }
}
