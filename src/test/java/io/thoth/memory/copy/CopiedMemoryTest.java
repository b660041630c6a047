package io.thoth.memory.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A memory filled over HTTP answers the same after it was copied to PostgreSQL and back. */
class CopiedMemoryTest {
  private static final String PASSWORD = "the-operators-password";
  private static final String[] OPERATOR = {"Authorization", "Bearer " + PASSWORD};
  private static final String[] ONCE = {
    "Authorization", "Bearer " + PASSWORD, "Idempotency-Key", "made-once"
  };
  private static final Map<String, String> ONE_BLOCK = Map.of("label", "once", "value", "only");

  /** Tables that the requests below leave rows in. */
  private static final Set<String> FILLED =
      Set.of(
          "journal",
          "request",
          "block",
          "block_tag",
          "agent",
          "agent_tag",
          "agent_block",
          "agent_tool",
          "tool",
          "archive",
          "agent_archive",
          "passage",
          "passage_tag",
          "passage_vector",
          "recall",
          "conversation",
          "message",
          "message_vector",
          "conversation_message",
          "organization",
          "user_account",
          "api_key",
          "api_key_text",
          "audit",
          "quota",
          "quota_usage");

  @TempDir Path folder;
  private String agent = "";
  private String archive = "";
  private String key = "";
  private String organization = "";
  private String block = "";

  private TestNode node(Map<String, String> store) {
    Map<String, String> settings = new HashMap<>(store);
    settings.put("THOTH_EMBEDDER", "local");
    settings.put("LETTA_SERVER_SECURE", "true");
    settings.put("LETTA_SERVER_PASSWORD", PASSWORD);
    settings.put("THOTH_KEY_SECRET", "a secret that is long enough for a test");
    return TestNode.start(settings);
  }

  private Map<String, String> in(String name) {
    return Map.of("THOTH_DATA_DIR", folder.resolve(name).toString());
  }

  private SqlConfig file(String name) {
    return SqliteConfig.at(folder.resolve(name).resolve("thoth.db"));
  }

  private static JsonNode made(TestNode node, String path, Object body) {
    Reply reply = node.post(path, body, OPERATOR);
    assertEquals(200, reply.status(), () -> path + " " + reply);
    return reply.json();
  }

  private void fill(TestNode node) {
    JsonNode blocks =
        made(node, "/v1/blocks/", Map.of("label", "b", "value", "v", "tags", List.of("t")));
    made(node, "/v1/tools/add-base-tools", "");
    agent =
        made(
                node,
                "/v1/agents/",
                Map.of(
                    "name", "ada",
                    "tags", List.of("one", "two"),
                    "tools", List.of("archival_memory_search"),
                    "block_ids", List.of(blocks.get("id").asText()),
                    "memory_blocks", List.of(Map.of("label", "human", "value", "Grace"))))
            .get("id")
            .asText();
    String human = "/v1/agents/" + agent + "/core-memory/blocks/human";
    made(node, human + "/append", Map.of("content", "Likes owls 🦉."));
    block = node.get(human, OPERATOR).json().get("id").asText();
    fillArchives(node);
    fillConversations(node);
    fillOrganizations(node);
    assertEquals(200, node.post("/v1/blocks/", ONE_BLOCK, ONCE).status());
  }

  private void fillArchives(TestNode node) {
    archive = made(node, "/v1/archives/", Map.of("name", "papers")).get("id").asText();
    String attach = "/v1/agents/" + agent + "/archives/attach/" + archive;
    assertTrue(node.patch(attach, "", OPERATOR).status() < 300);
    String passages = "/v1/agents/" + agent + "/archival-memory";
    List<String> texts =
        List.of(
            "Her cat is called Byte and sleeps on the router.",
            "The build takes nine minutes on the old machine.",
            "Owls hunt at night; 梟 is the Japanese word.");
    for (String text : texts) {
      made(node, passages, Map.of("text", text, "tags", List.of("home", "ümlaut")));
    }
  }

  private void fillConversations(TestNode node) {
    made(node, "/v1/agents/" + agent + "/messages", Map.of("input", "where does the cat sleep"));
    String talk = made(node, "/v1/conversations/?agent_id=" + agent, "{}").get("id").asText();
    made(
        node,
        "/v1/conversations/" + talk + "/messages",
        Map.of("input", "what is an owl", "streaming", false));
  }

  private void fillOrganizations(TestNode node) {
    organization = made(node, "/v1/admin/orgs/", Map.of("name", "other")).get("id").asText();
    Map<String, Object> wanted =
        Map.of("name", "k", "scopes", List.of("admin"), "organization_id", organization);
    key = made(node, "/v1/admin/keys/", wanted).get("key").asText();
    Reply theirs =
        node.post("/v1/agents/", Map.of("name", "theirs"), "Authorization", "Bearer " + key);
    assertEquals(200, theirs.status(), theirs::toString);
  }

  /** What clients can ask; the search also by meaning. */
  private List<String> answers(TestNode node) {
    List<String> answers = new ArrayList<>();
    String memory = "/v1/agents/" + agent + "/archival-memory";
    for (String path :
        List.of(
            "/v1/agents/",
            "/v1/blocks/",
            "/v1/blocks/" + block + "/history",
            memory,
            memory + "/search?query=which+pets+are+there&explain=true",
            memory + "/search?query=machine&tags=home",
            "/v1/archives/",
            "/v1/agents/" + agent + "/messages",
            "/v1/conversations/?agent_id=" + agent,
            "/v1/tools/?limit=500",
            "/v1/admin/orgs/",
            "/v1/admin/users/",
            "/v1/admin/keys/")) {
      Reply reply = node.get(path, OPERATOR);
      assertEquals(200, reply.status(), () -> path + " " + reply);
      answers.add(path + " " + reply.body());
    }
    Reply found =
        node.post("/v1/messages/search", Map.of("query", "owl", "search_mode", "hybrid"), OPERATOR);
    assertEquals(200, found.status(), found::toString);
    answers.add(found.body());
    answers.add(node.get("/v1/agents/", "Authorization", "Bearer " + key).body());
    answers.add(node.post("/v1/blocks/", ONE_BLOCK, ONCE).body());
    return answers;
  }

  @Test
  void aMemoryAnswersTheSameAfterItWasCopiedToPostgresAndBack() {
    // Given
    List<String> before;
    try (TestNode node = node(in("source"))) {
      fill(node);
      awaitVectors(node);
      before = answers(node);
    }
    String schema = Postgres.freshSchema();
    SqlConfig postgres = Postgres.shared().config(schema);

    // When
    List<CopiedTable> there = Databases.copy(file("source"), postgres);
    List<CopiedTable> back = Databases.copy(postgres, file("back"));

    // Then
    assertEquals(there, back);
    assertTrue(filled(there).containsAll(FILLED), there::toString);
    for (Map<String, String> store : List.of(Postgres.shared().settings(schema), in("back"))) {
      try (TestNode node = node(store)) {
        assertEquals(String.join("\n", before), String.join("\n", answers(node)));
        made(node, "/v1/agents/" + agent + "/archival-memory", Map.of("text", "One more."));
        made(node, "/v1/blocks/" + block + "/append", Map.of("content", "And mice."));
      }
    }
  }

  private static Set<String> filled(List<CopiedTable> copied) {
    return copied.stream()
        .filter(table -> table.rows() > 0)
        .map(CopiedTable::name)
        .collect(Collectors.toSet());
  }

  /** Until every text has its vector: one that is made after the answers would change them. */
  private static void awaitVectors(TestNode node) {
    long end = System.nanoTime() + 30_000_000_000L;
    while (vectors(node, "passage_vector") < 3 || vectors(node, "message_vector") < 2) {
      assertTrue(System.nanoTime() < end, "not everything was embedded");
      Thread.onSpinWait();
    }
  }

  private static int vectors(TestNode node, String table) {
    return StoredRows.of(node).tables().getOrDefault(table, List.of()).size();
  }
}
