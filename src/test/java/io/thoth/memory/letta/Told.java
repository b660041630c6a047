package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import java.util.ArrayList;
import java.util.List;

/** What two servers tell of one memory, so that it can be compared. */
final class Told {
  private Told() {}

  /** Paths that together tell everything. */
  static List<String> paths(OldMemory memory) {
    List<String> paths =
        new ArrayList<>(
            List.of(
                "/v1/agents/?order=asc&show_hidden_agents=true&include=agent.tags"
                    + "&include=agent.identities",
                "/v1/archives?order=asc",
                "/v1/identities?order=asc",
                "/v1/tools/" + memory.tool()));
    for (String agent : List.of(memory.ada(), memory.bob())) {
      String of = "/v1/agents/" + agent;
      paths.add(of + "/core-memory/blocks?order=asc");
      paths.add(of + "/archival-memory?limit=1000");
      paths.add(of + "/messages?order=asc&limit=1000");
      paths.add(of + "/messages?order=asc&limit=1000&conversation_id=default");
      paths.add("/v1/conversations/?order=asc&agent_id=" + agent);
    }
    for (String conversation : List.of(memory.talk(), memory.fork())) {
      paths.add("/v1/conversations/" + conversation + "/messages?order=asc&limit=1000");
    }
    return paths;
  }

  static JsonNode of(HttpPeer server, String path) {
    Reply reply = server.get(path);
    assertEquals(200, reply.status(), () -> path + " " + reply);
    JsonNode told = reply.json();
    told.forEach(one -> comparable(one));
    return told;
  }

  /** Vectors are made anew, and so is an agent's prompt; a passage has no time of its change. */
  private static void comparable(JsonNode one) {
    if (one instanceof ObjectNode object) {
      boolean prompt = "system_message".equals(object.path("message_type").asText());
      boolean mine = !object.path("content").asText().contains("CONVERSATION_ID: conv-");
      if (prompt && mine) {
        object.remove(List.of("content"));
      }
      boolean dated = object.has("text") || object.has("vector_db_provider");
      if (dated || object.has("source_code")) {
        object.remove(List.of("updated_at", "embedding_config"));
      }
    }
  }
}
