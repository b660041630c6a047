package io.thoth.memory.bench;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.bench.OpenLoad.Asked;
import io.thoth.memory.bench.OpenLoad.Kind;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** A few agents as they usually are, and what their clients ask in turns. */
final class OtherAgents {
  private static final int AGENTS = 8;
  private static final int PASSAGES = 200;
  private static final int MESSAGES = 40;
  private static final String SEARCH = "/archival-memory/search?top_k=10&query=cats+in+winter";

  private final List<Asked> asked = new ArrayList<>();

  OtherAgents(HttpPeer node) {
    for (int i = 0; i < AGENTS; i++) {
      String agent = "/v1/agents/" + agent(node, i);
      String block = agent + "/core-memory/blocks/human";
      asked.add(get(Kind.READ, block));
      asked.add(
          new Asked(
              Kind.APPEND, RawLoad.request("POST", block + "/append", "{\"content\":\"x\"}")));
      asked.add(get(Kind.LIST, agent + "/messages?limit=20"));
      asked.add(get(Kind.SEARCH, agent + SEARCH));
    }
  }

  private static Asked get(Kind kind, String path) {
    return new Asked(kind, RawLoad.request("GET", path, ""));
  }

  private static String agent(HttpPeer node, int number) {
    Map<String, Object> block = Map.of("label", "human", "value", "Owls.", "limit", 1_000_000);
    Map<String, Object> body = Map.of("name", "other-" + number, "memory_blocks", List.of(block));
    String id = made(node.post("/v1/agents/", body)).get("id").asText();
    String archive =
        made(node.post("/v1/archives/", Map.of("name", "other-" + number))).get("id").asText();
    made(node.patch("/v1/agents/" + id + "/archives/attach/" + archive, ""));
    List<Map<String, String>> passages =
        IntStream.range(0, PASSAGES)
            .mapToObj(i -> Map.of("text", "In winter " + i + " cats sleep on the router"))
            .toList();
    made(node.post("/v1/archives/" + archive + "/passages/batch", Map.of("passages", passages)));
    List<Map<String, String>> messages =
        IntStream.range(0, MESSAGES)
            .mapToObj(i -> Map.of("role", "user", "content", "said " + i))
            .toList();
    made(node.post("/v1/agents/" + id + "/messages/capture", Map.of("messages", messages)));
    return id;
  }

  private static JsonNode made(Reply reply) {
    if (reply.status() >= 300) {
      throw new IllegalStateException(reply.toString());
    }
    return reply.json();
  }

  Asked asked(long number) {
    return asked.get((int) (number % asked.size()));
  }
}
