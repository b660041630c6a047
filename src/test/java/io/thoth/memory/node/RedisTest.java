package io.thoth.memory.node;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.RedisServer;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nodes with a real Redis that is killed and comes back. */
class RedisTest {
  private static final int BURST = 20;
  private static final int PER_SECOND = 2;
  private static final Map<String, String> LIMITED =
      Map.of(
          "THOTH_REQUESTS_PER_SECOND", String.valueOf(PER_SECOND),
          "THOTH_REQUESTS_BURST", String.valueOf(BURST));

  private RedisServer server;

  @BeforeEach
  void start() {
    server = new RedisServer();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private TestNode node(Map<String, String> more) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("REDIS_URL", server.url());
    return TestNode.start(settings);
  }

  /** How Redis is. */
  private static void awaitHealth(TestNode node, String status) {
    await(node, "/parts/redis/status", status);
  }

  private static void awaitWhole(TestNode node, String status) {
    await(node, "/status", status);
  }

  private static void await(TestNode node, String place, String status) {
    long end = System.nanoTime() + 60_000_000_000L;
    while (true) {
      Reply health = node.get("/health");
      assertEquals(200, health.status(), health::toString);
      if (status.equals(health.json().at(place).asText())) {
        return;
      }
      assertTrue(System.nanoTime() < end, health::toString);
      LockSupport.parkNanos(20_000_000);
    }
  }

  @Test
  void healthIsDegradedWhileRedisIsAwayAndNothingFails() {
    try (TestNode node = node(Map.of("THOTH_EMBEDDER", "local"))) {
      awaitHealth(node, "ok");
      awaitWhole(node, "ok");
      server.kill();
      awaitHealth(node, "degraded");
      awaitWhole(node, "degraded");
      Reply made = node.post("/v1/blocks/", Map.of("label", "a", "value", "b"));
      server.start();
      awaitWhole(node, "ok");

      assertEquals(200, made.status(), made::toString);
      assertEquals(200, node.get("/v1/blocks/" + made.json().get("id").asText()).status());
    }
  }

  @Test
  void aNodeStartsWithoutItsRedisAndFindsItLater() {
    server.kill();
    try (TestNode node = node(Map.of())) {
      Reply early = node.get("/v1/blocks/");
      awaitHealth(node, "degraded");
      server.start();

      awaitHealth(node, "ok");
      assertEquals(200, early.status(), early::toString);
    }
  }

  @Test
  void withoutRedisInTheSettingsHealthHasNoSuchPart() {
    try (TestNode node = TestNode.start()) {
      assertFalse(node.get("/health").json().get("parts").has("redis"));
    }
  }

  @Test
  void twoNodesCountTheRequestsOfAnOrganisationTogether() {
    try (TestNode one = node(LIMITED);
        TestNode other = node(LIMITED)) {
      long start = System.nanoTime();
      int admitted = admitted(one, other);
      double seconds = (System.nanoTime() - start) / 1e9;

      double most = BURST + PER_SECOND * seconds + 4;
      assertTrue(admitted >= BURST, admitted + " were let in");
      assertTrue(admitted <= most, admitted + " were let in, at most " + most);
    }
  }

  @Test
  void withoutRedisEachNodeCountsAlone() {
    try (TestNode one = node(LIMITED);
        TestNode other = node(LIMITED)) {
      server.kill();
      awaitHealth(one, "degraded");
      awaitHealth(other, "degraded");

      int admitted = admitted(one, other);

      assertTrue(admitted >= 2 * BURST, admitted + " were let in");
      assertTrue(admitted < 80, admitted + " were let in");
    }
  }

  /** Of eighty requests, by turns to either. */
  private static int admitted(TestNode one, TestNode other) {
    int admitted = 0;
    for (int i = 0; i < 80; i++) {
      Reply reply = (i % 2 == 0 ? one : other).get("/v1/tags/");
      assertTrue(reply.status() == 200 || reply.status() == 429, reply::toString);
      if (reply.status() == 200) {
        admitted++;
      } else {
        assertTrue(reply.header("Retry-After").isPresent());
      }
    }
    return admitted;
  }
}
