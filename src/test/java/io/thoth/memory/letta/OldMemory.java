package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A memory with one of everything that moves, and some of what does not.
 *
 * @param ada an agent with a custom tool, passages, messages and conversations
 * @param bob who shares a block and an archive with her
 * @param talk a conversation of hers with an own block; {@code fork} was made from it
 * @param shared the block of both
 * @param papers the archive of both
 * @param orphan an archive that no agent has
 */
record OldMemory(
    String ada,
    String bob,
    String talk,
    String fork,
    String shared,
    String papers,
    String orphan,
    String tool,
    String identity) {
  static final int PASSAGES = 230;
  static final int ORPHANS = 120;
  static final int MESSAGES = 250;
  static final int SAID = 5;
  static final String TOOL = "old_tool";

  static OldMemory on(TestNode node) {
    String source = "def old_tool(x: str) -> str:\n    \"\"\"Says x.\"\"\"\n    return x\n";
    String tool =
        done(node.put("/v1/tools/", Map.of("source_code", source))).json().get("id").asText();
    String shared =
        made(
            node,
            "/v1/blocks/",
            Map.of(
                "label",
                "shared",
                "value",
                "both",
                "tags",
                List.of("a", "b"),
                "metadata",
                Map.of("k", 1),
                "limit",
                900,
                "description",
                "of both",
                "read_only",
                true));
    made(node, "/v1/blocks/", Map.of("label", "loose", "value", "nobody's", "is_template", true));
    String identity =
        made(
            node,
            "/v1/identities/",
            Map.of("identifier_key", "grace", "name", "Grace", "identity_type", "user"));
    String ada = agent(node, "ada", shared, Map.of("identity_ids", List.of(identity)));
    String bob = agent(node, "bob", shared, Map.of("hidden", true));
    String papers = archive(node, "papers", "paper", PASSAGES, ada, bob);
    String orphan = archive(node, "orphan", "lost page", ORPHANS);
    capture(node, ada, null, MESSAGES);
    String talk =
        made(
            node,
            "/v1/conversations/?agent_id=" + ada,
            Map.of("summary", "a talk", "isolated_block_labels", List.of("persona")));
    capture(node, ada, talk, SAID);
    String fork = made(node, "/v1/conversations/" + talk + "/fork", Map.of());
    capture(node, ada, fork, SAID);
    capture(node, ada, null, SAID);
    done(
        node.post(
            "/v1/folders/", Map.of("name", "files", "embedding", "openai/text-embedding-3-small")));
    return new OldMemory(ada, bob, talk, fork, shared, papers, orphan, tool, identity);
  }

  private static String agent(TestNode node, String name, String shared, Map<String, Object> more) {
    Map<String, Object> body = new HashMap<>(more);
    body.put("name", name);
    body.put("tags", List.of("t-" + name, "all"));
    body.put("metadata", Map.of("k", List.of(1, 2)));
    body.put("description", "of " + name);
    body.put("timezone", "Europe/Zurich");
    body.put("model", "anthropic/claude-sonnet-4");
    body.put("tools", List.of(TOOL, "archival_memory_search"));
    body.put("tool_rules", List.of(Map.of("type", "exit_loop", "tool_name", TOOL)));
    body.put("secrets", Map.of("TOKEN", "shh"));
    body.put("block_ids", List.of(shared));
    body.put("memory_blocks", List.of(Map.of("label", "persona", "value", "I am " + name)));
    return made(node, "/v1/agents/", body);
  }

  private static String archive(
      TestNode node, String name, String text, int count, String... agents) {
    String archive =
        made(
            node,
            "/v1/archives/",
            Map.of("name", name, "description", "read", "metadata", Map.of("a", 1)));
    for (String agent : agents) {
      done(node.patch("/v1/agents/" + agent + "/archives/attach/" + archive, Map.of()));
    }
    List<Map<String, Object>> passages = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      passages.add(
          Map.of(
              "text", text + " number " + i,
              "tags", List.of("t1", "t2"),
              "metadata", Map.of("page", i),
              "created_at", "2024-05-06T07:08:09.%06dZ".formatted(i)));
    }
    done(node.post("/v1/archives/" + archive + "/passages/batch", Map.of("passages", passages)));
    return archive;
  }

  /** The last but one calls a tool after some thought, the last is what it returned. */
  private static void capture(TestNode node, String id, @Nullable String conversation, int count) {
    List<Map<String, Object>> messages = new ArrayList<>();
    for (int i = 0; i < count - 2; i++) {
      messages.add(
          Map.of(
              "role",
              i % 2 == 0 ? "user" : "assistant",
              "content",
              "said " + i,
              "created_at",
              i == 0 ? "2024-01-02T03:04:05.000006Z" : "2024-01-02T03:04:06Z"));
    }
    messages.add(
        Map.of(
            "role", "assistant",
            "content",
                List.of(
                    Map.of("type", "reasoning", "reasoning", "so", "is_native", true),
                    Map.of("type", "text", "text", "I look")),
            "tool_calls",
                List.of(
                    Map.of(
                        "id",
                        "call-1",
                        "type",
                        "function",
                        "function",
                        Map.of("name", TOOL, "arguments", "{\"x\": \"y\"}")))));
    messages.add(
        Map.of(
            "role",
            "tool",
            "tool_call_id",
            "call-1",
            "content",
            "y",
            "otid",
            "mine-" + conversation + count));
    Map<String, Object> body = new HashMap<>(Map.of("messages", messages));
    if (conversation != null) {
      messages.removeFirst(); // dated before the conversation was made
      messages.addFirst(Map.of("role", "user", "content", "hello"));
      messages.replaceAll(OldMemory::undated);
      body.put("conversation_id", conversation);
    }
    done(node.post("/v1/agents/" + id + "/messages/capture", body));
  }

  private static Map<String, Object> undated(Map<String, Object> message) {
    Map<String, Object> copy = new HashMap<>(message);
    copy.remove("created_at");
    return copy;
  }

  static String made(TestNode node, String path, Map<String, Object> body) {
    return done(node.post(path, body)).json().get("id").asText();
  }

  static Reply done(Reply reply) {
    assertEquals(2, reply.status() / 100, reply::toString);
    return reply;
  }
}
