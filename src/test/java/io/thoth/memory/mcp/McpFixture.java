package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** A node with two agents, and clients of the protocol that talk to it. */
abstract class McpFixture {
  static TestNode node;
  static String agent;
  static McpPeer anybody;
  static McpPeer ada;

  @BeforeAll
  static void start() {
    node = TestNode.start();
    agent = made("ada", "Likes owls.");
    made("bob", "Likes boats.");
    anybody = new McpPeer(node, "/mcp");
    ada = new McpPeer(node, "/mcp/agents/" + agent);
  }

  static String made(String name, String human) {
    Map<String, Object> blocks =
        Map.of(
            "name",
            name,
            "memory_blocks",
            List.of(Map.of("label", "human", "value", human, "limit", 100)));
    Reply reply = node.post("/v1/agents/", blocks);
    assertEquals(200, reply.status(), reply::toString);
    return reply.json().get("id").asText();
  }

  @AfterAll
  static void stop() {
    node.close();
  }
}
