package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * While PostgreSQL knows nothing yet of how much is in its tables, its plans may pair messages with
 * messages, but go over no third table for each pair.
 */
class PostgresFreshTablesTest {
  private static final int MESSAGES = 400;
  private static final int CONVERSATIONS = 20;
  private static final Pattern STEP =
      Pattern.compile(
          "actual rows=([0-9.]+) loops=(\\d+)|Rows Removed by (?:Join )?Filter: (\\d+)");

  private static String made(TestNode node, String path) {
    return node.post(path, "{}").json().path("id").asText();
  }

  private static void converse(TestNode node) {
    String agent = made(node, "/v1/agents/");
    String conversations = "/v1/conversations/";
    String last = made(node, conversations + "?agent_id=" + agent);
    List<Map<String, String>> turns =
        IntStream.range(0, MESSAGES)
            .mapToObj(n -> Map.of("role", "user", "content", "turn " + n))
            .toList();
    Map<String, Object> captured = Map.of("messages", turns, "conversation_id", last);
    node.post("/v1/agents/" + agent + "/messages/capture", captured);
    IntStream.range(0, CONVERSATIONS)
        .forEach(_ -> made(node, conversations + "?agent_id=" + agent));
    String fork = made(node, conversations + last + "/fork");
    node.get(conversations + last + "/messages");
    node.get("/v1/agents/" + agent + "/context?conversation_id=" + fork);
    for (String gone : List.of(fork, last)) {
      assertEquals(200, node.delete(conversations + gone).status());
    }
    assertEquals(200, node.delete("/v1/agents/" + agent).status());
  }

  @Test
  void noStatementGoesOverMoreThanPairsOfMessages() {
    try (Postgres server =
        new Postgres(
            "fsync=off",
            "autovacuum=off",
            "shared_preload_libraries=auto_explain",
            "auto_explain.log_min_duration=0",
            "auto_explain.log_analyze=on",
            "auto_explain.log_timing=off",
            "log_line_prefix='@@'")) {
      try (TestNode node = TestNode.start(server.settings("thoth_memory"))) {
        converse(node);
      }
      List<String> plans =
          List.of(server.log().split("@@")).stream().filter(log -> log.contains("loops=")).toList();

      assertTrue(plans.size() > CONVERSATIONS, "only " + plans.size() + " plans");
      assertTrue(plans.stream().anyMatch(plan -> rows(plan) >= MESSAGES), "rows are counted");
      assertEquals(
          List.of(),
          plans.stream().filter(plan -> rows(plan) > (long) MESSAGES * MESSAGES).toList());
    }
  }

  /** The most rows that one step of a plan went over. */
  private static long rows(String plan) {
    Matcher step = STEP.matcher(plan);
    long most = 0;
    while (step.find()) {
      long rows =
          step.group(3) == null
              ? Math.round(Double.parseDouble(step.group(1)) * Long.parseLong(step.group(2)))
              : Long.parseLong(step.group(3));
      most = Math.max(most, rows);
    }
    return most;
  }
}
