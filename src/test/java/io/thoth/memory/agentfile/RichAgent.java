package io.thoth.memory.agentfile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An agent with one of everything that files carry, and a friend with whom it shares a block.
 *
 * @param conversation one in which {@link #SAID} messages were said; another one is its fork
 */
record RichAgent(String id, String friend, String conversation) {
  static final int PASSAGES = 230;
  static final int SAID = 5;
  static final String TOOL = "rich_tool";

  /** Those of the agent's own conversation, of the conversation, and of both system messages. */
  static final int MESSAGES = 120 + SAID + 2;

  static RichAgent made(TestNode node) {
    tool(node);
    String id = agent(node, "rich");
    String friend = agent(node, "friend");
    String shared = made(node, "/v1/blocks/", Map.of("label", "shared", "value", "both"));
    for (String each : List.of(id, friend)) {
      node.patch("/v1/agents/" + each + "/core-memory/blocks/attach/" + shared, Map.of());
    }
    String persona = "/v1/agents/" + id + "/core-memory/blocks/persona";
    done(node.patch(persona, Map.of("value", "two", "tags", List.of("b", "a"))));
    done(node.patch(persona, Map.of("value", "three")));
    passages(node, id);
    capture(node, id, null, 120);
    String conversation =
        made(node, "/v1/conversations/?agent_id=" + id, Map.of("summary", "a talk"));
    capture(node, id, conversation, SAID);
    made(node, "/v1/conversations/" + conversation + "/fork", Map.of());
    return new RichAgent(id, friend, conversation);
  }

  private static void tool(TestNode node) {
    String source = "def rich_tool(x: str) -> str:\n    \"\"\"Says x.\"\"\"\n    return x\n";
    done(node.put("/v1/tools/", Map.of("source_code", source)));
  }

  private static String agent(TestNode node, String name) {
    return made(
        node,
        "/v1/agents/",
        Map.of(
            "name",
            name,
            "tags",
            List.of("z", "a"),
            "metadata",
            Map.of("k", List.of(1, 2)),
            "tools",
            List.of(TOOL, "archival_memory_search"),
            "secrets",
            Map.of("TOKEN", "secret"),
            "memory_blocks",
            List.of(Map.of("label", "persona", "value", "one"))));
  }

  private static void passages(TestNode node, String id) {
    String archive =
        made(
            node,
            "/v1/archives/",
            Map.of("name", "papers", "description", "read", "metadata", Map.of("a", 1)));
    node.patch("/v1/agents/" + id + "/archives/attach/" + archive, Map.of());
    List<Map<String, Object>> passages = new ArrayList<>();
    for (int i = 0; i < PASSAGES; i++) {
      passages.add(
          Map.of(
              "text",
              "passage number " + i,
              "tags",
              List.of("t1", "t2"),
              "metadata",
              Map.of("page", i),
              "created_at",
              "2024-05-06T07:08:09.%06dZ".formatted(i)));
    }
    done(node.post("/v1/archives/" + archive + "/passages/batch", Map.of("passages", passages)));
  }

  private static void capture(TestNode node, String id, @Nullable String conversation, int count) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      messages.add(Map.of("role", i % 2 == 0 ? "user" : "assistant", "content", "said " + i));
    }
    Map<String, Object> call =
        Map.of(
            "role",
            "assistant",
            "tool_calls",
            List.of(
                Map.of(
                    "id",
                    "call-1",
                    "type",
                    "function",
                    "function",
                    Map.of("name", TOOL, "arguments", "{\"x\": \"y\"}"))));
    messages.set(count - 1, call);
    Map<String, Object> body = new HashMap<>(Map.of("messages", messages));
    if (conversation != null) {
      body.put("conversation_id", conversation);
    }
    done(node.post("/v1/agents/" + id + "/messages/capture", body));
  }

  private static String made(TestNode node, String path, Map<String, Object> body) {
    return done(node.post(path, body)).json().get("id").asText();
  }

  private static Reply done(Reply reply) {
    assertEquals(2, reply.status() / 100, reply::toString);
    return reply;
  }
}
