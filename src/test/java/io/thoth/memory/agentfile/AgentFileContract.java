package io.thoth.memory.agentfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.json.Json;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Agents leave as files and come back as they were. */
abstract class AgentFileContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @Test
  void aFileThatWasImportedIsExportedAgainByteByByteButForIdsAndTimes() {
    RichAgent rich = RichAgent.made(node);
    String first = exported(rich.id(), "?agent_ids=" + rich.friend());

    List<String> copies = imported(Form.of(first).with("append_copy_suffix", "false"));
    String second = exported(copies.get(0), "?agent_ids=" + copies.get(1));

    assertEquals(Comparable.of(first), Comparable.of(second));
  }

  @Test
  void theFileHasLettasKeysAndNumberedIds() {
    RichAgent rich = RichAgent.made(node);

    JsonNode file = json(exported(rich.id(), ""));

    for (String section :
        List.of("agents", "groups", "blocks", "files", "sources", "tools", "mcp_servers")) {
      assertTrue(file.path(section).isArray(), section);
    }
    assertTrue(file.at("/metadata/revision_id").isTextual());
    JsonNode agent = file.at("/agents/0");
    assertEquals("agent-0", agent.get("id").asText());
    assertEquals("block-0", agent.at("/block_ids/0").asText());
    assertEquals("message-0", agent.at("/in_context_message_ids/0").asText());
    assertEquals("system", agent.at("/messages/0/role").asText());
    assertEquals("{\"TOKEN\":\"\"}", agent.get("secrets").toString());
    assertTrue(agent.get("memory_blocks").isEmpty());
    assertFalse(agent.get("include_base_tools").asBoolean());
    assertTrue(agent.get("model").isNull());
  }

  @Test
  void everythingThatLettaLeavesOutIsInTheFile() {
    RichAgent rich = RichAgent.made(node);

    JsonNode file = json(exported(rich.id(), ""));

    assertEquals(RichAgent.PASSAGES, file.get("passages").size());
    assertEquals(RichAgent.MESSAGES, file.get("messages").size());
    assertEquals(2, file.get("conversations").size());
    assertEquals(3, versions(file, "persona"));
    assertEquals("[\"t1\",\"t2\"]", file.at("/passages/0/tags").toString());
    assertTrue(file.at("/passages/0/created_at").asText().startsWith("2024-05-06T07:08:09"));
  }

  private static long versions(JsonNode file, String label) {
    return elements(file.get("block_versions"))
        .filter(version -> version.get("label").asText().equals(label))
        .count();
  }

  @Test
  void agentsThatSharedABlockStillDo() {
    RichAgent rich = RichAgent.made(node);
    String file = exported(rich.id(), "?agent_ids=" + rich.friend());

    List<String> copies = imported(Form.of(file));

    String one = block(copies.get(0), "shared");
    assertEquals(one, block(copies.get(1), "shared"));
    assertNotEquals(block(rich.id(), "shared"), one);
  }

  private static String block(String agentId, String label) {
    return node.get("/v1/agents/" + agentId + "/core-memory/blocks/" + label)
        .json()
        .get("id")
        .asText();
  }

  @Test
  void historyCanBeReadAndUndoneAfterTheMove() {
    RichAgent rich = RichAgent.made(node);

    String copy = imported(Form.of(exported(rich.id(), ""))).getFirst();

    String block = block(copy, "persona");
    assertEquals(
        "one", node.get("/v1/blocks/" + block + "/history/1").json().get("value").asText());
    Reply undone = node.post("/v1/blocks/" + block + "/undo", Map.of("version", 1));
    assertEquals("one", undone.json().get("value").asText());
    assertEquals(4, undone.json().get("version").asInt());
  }

  @Test
  void conversationsAndForksHaveTheirMessages() {
    RichAgent rich = RichAgent.made(node);

    String copy = imported(Form.of(exported(rich.id(), ""))).getFirst();

    JsonNode conversations = node.get("/v1/conversations/?order=asc&agent_id=" + copy).json();
    assertEquals(2, conversations.size());
    assertEquals(RichAgent.SAID, conversations.at("/0/message_count").asInt());
    assertEquals(RichAgent.SAID, conversations.at("/1/message_count").asInt());
    JsonNode told =
        node.get("/v1/conversations/" + conversations.at("/1/id").asText() + "/messages?order=asc")
            .json();
    assertEquals("said 0", told.at("/1/content").asText());
  }

  @Test
  void messagesCanBeLeftOutOnTheWayOutAndOnTheWayIn() {
    RichAgent rich = RichAgent.made(node);

    JsonNode scrubbed = json(exported(rich.id(), "?scrub_messages=true"));
    String copy =
        imported(Form.of(exported(rich.id(), "")).with("strip_messages", "true")).getFirst();

    assertTrue(scrubbed.at("/agents/0/messages").isEmpty());
    assertFalse(scrubbed.has("messages"));
    assertEquals(1, node.get("/v1/agents/" + copy + "/messages").json().size());
    assertEquals(List.of(), ids(node.get("/v1/conversations/?agent_id=" + copy).json()));
  }

  @Test
  void aConversationCanStandForTheAgentsMessages() {
    RichAgent rich = RichAgent.made(node);

    String file = exported(rich.id(), "?conversation_id=" + rich.conversation());
    String copy = imported(Form.of(file)).getFirst();

    assertEquals(RichAgent.SAID, json(file).get("messages").size());
    assertEquals(RichAgent.SAID + 1, node.get("/v1/agents/" + copy + "/messages").json().size());
  }

  @Test
  void optionsOfTheImportAreObeyed() {
    RichAgent rich = RichAgent.made(node);
    String file = exported(rich.id(), "");

    String copy = imported(Form.of(file)).getFirst();
    String named =
        imported(
                Form.of(file)
                    .with("name", "Somebody")
                    .with("model", "anthropic/claude-sonnet-4")
                    .with("secrets", "{\"TOKEN\": \"shh\"}"))
            .getFirst();

    assertEquals("rich_copy", agent(copy).get("name").asText());
    assertEquals("Somebody", agent(named).get("name").asText());
    assertEquals("anthropic/claude-sonnet-4", agent(named).get("model").asText());
    JsonNode told = node.get("/v1/agents/" + named + "?include=agent.secrets").json();
    assertEquals("shh", told.at("/secrets/0/value").asText());
  }

  private static JsonNode agent(String id) {
    return node.get("/v1/agents/" + id).json();
  }

  @Test
  void toolsAreFoundByTheirNames() {
    RichAgent rich = RichAgent.made(node);
    ObjectNode file = (ObjectNode) json(exported(rich.id(), ""));
    for (JsonNode tool : file.get("tools")) {
      if (tool.get("name").asText().equals(RichAgent.TOOL)) {
        ((ObjectNode) tool).put("description", "changed in the file");
      }
    }

    imported(Form.of(file.toString()).with("override_existing_tools", "false"));
    String kept = tool().get("description").asText();
    imported(Form.of(file.toString()));

    assertNotEquals("changed in the file", kept);
    assertEquals("changed in the file", tool().get("description").asText());
  }

  private static JsonNode tool() {
    JsonNode found = node.get("/v1/tools/?name=" + RichAgent.TOOL).json();
    assertEquals(1, found.size());
    return found.get(0);
  }

  @Test
  void oneKeyImportsOnce() {
    String file = exported(RichAgent.made(node).id(), "");

    Reply first = Form.of(file).post(node, "Idempotency-Key", "import-once");
    Reply again = Form.of(file).post(node, "Idempotency-Key", "import-once");
    Reply other = Form.of(file).with("name", "x").post(node, "Idempotency-Key", "import-once");

    assertEquals(200, first.status(), first::toString);
    assertEquals(first.json(), again.json());
    assertEquals(422, other.status(), other::toString);
  }

  @Test
  void aFileOfLettaIsImported() {
    ObjectNode file = (ObjectNode) json(exported(RichAgent.made(node).id(), ""));
    file.retain(
        "agents", "groups", "blocks", "files", "sources", "tools", "mcp_servers", "metadata");
    int inContext = file.at("/agents/0/messages").size();

    String copy = imported(Form.of(file.toString())).getFirst();

    assertEquals(inContext, agent(copy).get("message_ids").size());
    assertTrue(agent(copy).get("blocks").toString().contains("\"value\":\"three\""));
  }

  @Test
  void aFileInQuotesIsImportedToo() {
    String file = exported(RichAgent.made(node).id(), "");

    assertEquals(1, imported(Form.of(Json.write(file))).size());
  }

  @Test
  void theLegacyFormatIsNotWritten() {
    String id = RichAgent.made(node).id();

    Reply reply = node.get("/v1/agents/" + id + "/export?use_legacy_format=true");

    assertEquals(400, reply.status());
    assertTrue(reply.detail().startsWith("use_legacy_format"), reply::toString);
  }

  @Test
  void anAgentThatIsNotThereIsNotFound() {
    Reply reply = node.get("/v1/agents/agent-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11/export");

    assertEquals(404, reply.status(), reply::toString);
  }

  private static String exported(String agentId, String query) {
    Reply reply = node.get("/v1/agents/" + agentId + "/export" + query);
    assertEquals(200, reply.status(), reply::toString);
    return reply.body();
  }

  private static List<String> imported(Form form) {
    Reply reply = form.post(node);
    assertEquals(200, reply.status(), reply::toString);
    List<String> ids = new ArrayList<>();
    reply.json().get("agent_ids").forEach(id -> ids.add(id.asText()));
    return ids;
  }

  private static List<String> ids(JsonNode list) {
    return elements(list).map(one -> one.get("id").asText()).toList();
  }

  private static Stream<JsonNode> elements(JsonNode array) {
    assertTrue(array instanceof ArrayNode, array::toString);
    return StreamSupport.stream(array.spliterator(), false);
  }

  private static JsonNode json(String text) {
    return Json.parse(text.getBytes(StandardCharsets.UTF_8));
  }
}
