package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Secrets of agents are told to who asks for them, and stand nowhere else than in their rows. */
class AgentSecretsTest {
  private static final String HUSH = "hush-5d1f";

  @Test
  void areToldWhenTheyAreAskedForAndLeaveTheHouseNowhereElse() {
    try (TestNode node = TestNode.start()) {
      Map<String, Object> fields =
          Map.of(
              "secrets", Map.of("TOKEN", HUSH),
              "tool_exec_environment_variables", Map.of("OTHER", HUSH));
      String id = node.post("/v1/agents/", fields).json().get("id").asText();
      assertEquals(200, node.patch("/v1/agents/" + id, Map.of("name", "ada")).status());

      String asked = node.get("/v1/agents/" + id + "?include=agent.secrets").body();
      assertTrue(asked.contains(HUSH), asked);
      for (String path :
          List.of(
              "/v1/agents/" + id,
              "/v1/agents/",
              "/v1/agents/" + id + "?include=agent.tags",
              "/v1/agents/" + id + "/export",
              "/v1/agents/" + id + "/context",
              "/api/agents",
              "/api/agents/export",
              "/api/memory/stats",
              "/v1/admin/audit",
              "/health",
              "/metrics")) {
        assertFalse(node.get(path).body().contains(HUSH), path);
      }
      assertTrue(node.get("/api/agents/export").body().contains("TOKEN"));
      assertEquals(200, node.delete("/v1/agents/" + id).status());
      String journal = String.valueOf(StoredRows.of(node).tables().get("journal"));
      assertTrue(journal.contains(id) && !journal.contains(HUSH), journal);
    }
  }
}
