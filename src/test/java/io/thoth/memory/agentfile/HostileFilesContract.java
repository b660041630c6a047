package io.thoth.memory.agentfile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is no agent file is refused naming the place, and changes nothing. */
abstract class HostileFilesContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  static void begin(Map<String, String> settings) {
    node = TestNode.start(settings);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** A file, and how the refusal begins. */
  record Bad(String file, String place) {
    static Bad of(String file, String place) {
      return new Bad(file.replace('\'', '"'), place);
    }

    /** A file with one agent, in which further keys stand. */
    static Bad with(String agent, String further, String place) {
      return of(
          "{'agents': [{'id': 'agent-0', 'name': 'a'%s}], 'blocks': [], 'tools': []%s}"
              .formatted(agent, further)
              .replace("'blocks': [], 'tools': [], 'blocks'", "'tools': [], 'blocks'"),
          place);
    }

    @Override
    public String toString() {
      return place + " in " + (file.length() > 80 ? file.substring(0, 80) : file);
    }
  }

  static Stream<Bad> bad() {
    return Stream.of(
        Bad.of("", "file"),
        Bad.of("{", "file"),
        Bad.of("[]", "file"),
        Bad.of("5", "file"),
        Bad.of("{} {}", "file"),
        Bad.of("{'agents': [], 'agents': []}", "file"),
        Bad.of("{}", "agents"),
        Bad.of("{'agents': {}}", "agents"),
        Bad.of("{'agents': [5]}", "agents[0]"),
        Bad.of("{'agents': []}", "blocks"),
        Bad.of("{'agent_type': 'memgpt_agent', 'core_memory': []}", "file: this is Letta's legacy"),
        Bad.of("{'agents': [{'agent': {'id': 'x'}}]}", "agents[0]: this is an export"),
        Bad.of("{'agents': [{'id': 'agent-x'}]}", "agents[0].id"),
        Bad.of("{'agents': [{'id': 7}]}", "agents[0].id"),
        Bad.of("{'agents': [{'id': 'agent-0'}]}", "agents[0].name"),
        Bad.with(", 'tool_ids': ['tool-9']", "", "agents[0].tool_ids[0]: the file has no 'tool-9'"),
        Bad.with(", 'block_ids': ['block-9']", "", "agents[0].block_ids[0]"),
        Bad.with(", 'block_ids': 'block-9'", "", "agents[0].block_ids"),
        Bad.with(", 'in_context_message_ids': ['message-1']", "", "agents[0].in_context"),
        Bad.with(", 'timezone': 'Nowhere'", "", "agents[0].timezone"),
        Bad.with(", 'tags': 5", "", "agents[0].tags"),
        Bad.with(", 'messages': {}", "", "agents[0].messages"),
        Bad.with(
            ", 'messages': [{'id': 'message-0', 'role': 'king'}]", "", "agents[0].messages[0]"),
        Bad.with("", ", 'archives': [{'id': 'archive-0'}]", "archives[0].name"),
        Bad.with("", ", 'passages': [{'id': 'passage-0'}]", "passages[0].archive_id"),
        Bad.with(
            "",
            ", 'archives': [{'id': 'archive-0', 'name': 'n'}], 'passages':"
                + " [{'id': 'passage-0', 'archive_id': 'archive-0', 'text': ''}]",
            "passages[0].text"),
        Bad.with(
            "",
            ", 'passages': [{'id': 'passage-0', 'archive_id': 'archive-3', 'text': 'x'}]",
            "passages[0].archive_id: the file has no 'archive-3'"),
        Bad.with(
            "",
            ", 'messages': [{'id': 'message-2', 'agent_id': 'agent-0', 'role': 'user'},"
                + " {'id': 'message-2', 'agent_id': 'agent-0', 'role': 'user'}]",
            "messages[1].id"),
        Bad.with(
            "",
            ", 'messages': [{'id': 'message-2', 'agent_id': 'agent-0', 'role': 'user',"
                + " 'placements': [{'conversation_id': 'conv-0', 'position': 0}]}]",
            "messages[0].placements"),
        Bad.with("", ", 'conversations': [{'id': 'conv-0'}]", "conversations[0].agent_id"),
        Bad.with("", ", 'block_versions': [{'block_id': 'block-0'}]", "block_versions[0]"),
        Bad.with("", ", 'groups': 5", "groups"),
        new Bad("x".repeat(10 << 20), "file"),
        new Bad("[".repeat(1 << 20), "file"),
        new Bad("\0".repeat(1 << 10), "file"));
  }

  @ParameterizedTest
  @MethodSource("bad")
  void aBadFileIsRefusedNamingThePlaceAndChangesNothing(Bad bad) {
    StoredRows before = StoredRows.of(node);

    Reply reply = Form.of(bad.file()).post(node);

    assertEquals(400, reply.status(), reply::toString);
    assertTrue(reply.detail().startsWith(bad.place()), reply::toString);
    assertEquals(before, StoredRows.of(node));
  }

  /** The first half is well-formed and stored already when the database finds the mistake. */
  @Test
  void anOtidThatIsThereTwiceLeavesNothingBehind() {
    Map<String, String> seen = visible();
    String said =
        "{'id': 'message-%d', 'agent_id': 'agent-0', 'role': 'user', 'content': 'x', 'otid':"
            + " 'o%d'}";
    StringBuilder messages = new StringBuilder(said.formatted(0, 0));
    for (int i = 1; i < 200; i++) {
      messages.append(", ").append(said.formatted(i, i % 199));
    }
    Bad bad = Bad.with("", ", 'messages': [" + messages + "]", "messages[");

    Reply reply = Form.of(bad.file()).post(node);

    assertEquals(400, reply.status(), reply::toString);
    assertTrue(reply.detail().startsWith("messages[199]"), reply::toString);
    assertEquals(seen, visible());
  }

  private static Map<String, String> visible() {
    return Map.of(
        "agents", node.get("/v1/agents/").body(),
        "messages", node.get("/v1/messages/").body(),
        "tags", node.get("/v1/tags/").body(),
        "archives", node.get("/v1/archives/").body());
  }

  @Test
  void aFormThatIsNoneIsRefused() {
    Reply json = node.post("/v1/agents/import", Map.of());
    Reply unbounded =
        node.send("POST", "/v1/agents/import", "x", "Content-Type", "multipart/form-data");
    Reply empty =
        node.send(
            "POST",
            "/v1/agents/import",
            "--b--\r\n",
            "Content-Type",
            "multipart/form-data; boundary=b");

    assertEquals(415, json.status(), json::toString);
    assertEquals(422, unbounded.status(), unbounded::toString);
    assertEquals(422, empty.status(), empty::toString);
    assertTrue(empty.detail().startsWith("file"), empty::toString);
  }

  @Test
  void fieldsBesideTheFileAreChecked() {
    String file = Bad.with("", "", "").file();

    Reply flag = Form.of(file).with("strip_messages", "maybe").post(node);
    Reply secrets = Form.of(file).with("secrets", "[1]").post(node);

    assertEquals(422, flag.status(), flag::toString);
    assertTrue(flag.detail().startsWith("strip_messages"), flag::toString);
    assertEquals(422, secrets.status(), secrets::toString);
    assertTrue(secrets.detail().startsWith("secrets"), secrets::toString);
  }
}
