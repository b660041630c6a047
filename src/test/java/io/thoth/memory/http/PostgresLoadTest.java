package io.thoth.memory.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** Many clients at once on PostgreSQL, also while it goes away and comes back. */
class PostgresLoadTest {
  private static final int CLIENTS = 64;
  private static final int APPENDS = 10;

  private static String block(TestNode node) {
    Map<String, Object> block = Map.of("label", "log", "limit", 1_000_000);
    return "/v1/blocks/" + node.post("/v1/blocks/", block).json().get("id").asText();
  }

  private static List<String> lines(TestNode node, String block) {
    return node.get(block).json().get("value").asText().lines().filter(l -> !l.isEmpty()).toList();
  }

  @Test
  void manyClientsOfTwoNodesAppendToOneBlockAndNothingIsLost() throws Exception {
    Map<String, String> settings = Postgres.shared().settings(Postgres.freshSchema());
    try (TestNode one = TestNode.start(settings);
        TestNode other = TestNode.start(settings);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String block = block(one);
      List<Future<Set<Integer>>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "client " + client;
        TestNode node = client % 2 == 0 ? one : other;
        clients.add(threads.submit(() -> appendAll(node, block, name)));
      }
      Set<Integer> statuses = new HashSet<>();
      for (Future<Set<Integer>> client : clients) {
        statuses.addAll(client.get());
      }

      assertEquals(Set.of(200), statuses);
      List<String> lines = lines(other, block);
      assertEquals(CLIENTS * APPENDS, lines.size());
      assertEquals(CLIENTS * APPENDS, Set.copyOf(lines).size());
      assertEquals(1 + CLIENTS * APPENDS, one.get(block).json().get("version").asInt());
    }
  }

  /** Who waits for the label and who waits for its block must not wait for each other. */
  @Test
  void appendsByLabelNeverWaitForEachOtherInACircle() throws Exception {
    try (Postgres server = new Postgres("fsync=off");
        TestNode one = TestNode.start(server.settings("thoth_memory"));
        TestNode other = TestNode.start(server.settings("thoth_memory"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Map<String, Object> block = Map.of("label", "log", "value", "", "limit", 1_000_000);
      Reply agent = one.post("/v1/agents/", Map.of("name", "Ada", "memory_blocks", List.of(block)));
      String path = "/v1/agents/" + agent.json().get("id").asText() + "/core-memory/blocks/log";
      List<Future<Set<Integer>>> clients = new ArrayList<>();
      for (int client = 0; client < CLIENTS; client++) {
        String name = "client " + client;
        TestNode node = client % 2 == 0 ? one : other;
        clients.add(threads.submit(() -> appendAll(node, path, name)));
      }
      Set<Integer> statuses = new HashSet<>();
      for (Future<Set<Integer>> client : clients) {
        statuses.addAll(client.get());
      }

      assertEquals(Set.of(200), statuses);
      assertEquals(CLIENTS * APPENDS, Set.copyOf(lines(other, path)).size());
      assertFalse(server.log().contains("deadlock detected"), "circles had to be broken");
    }
  }

  private static Set<Integer> appendAll(TestNode node, String block, String name) {
    Set<Integer> statuses = new HashSet<>();
    for (int number = 0; number < APPENDS; number++) {
      Map<String, String> more = Map.of("content", name + " number " + number);
      statuses.add(node.post(block + "/append", more).status());
    }
    return statuses;
  }

  @Test
  void aRestartOfTheDatabaseLosesNothingAndTheNodeRecovers() throws Exception {
    try (Postgres server = new Postgres();
        TestNode node = TestNode.start(server.settings("thoth_memory"));
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      String block = block(node);
      Under load = new Under(node, block);
      List<Future<?>> clients = new ArrayList<>();
      for (int client = 0; client < 8; client++) {
        String name = "client " + client;
        clients.add(threads.submit(() -> load.run(name)));
      }
      try {
        load.awaitMore(50);
        for (String mode : List.of("fast", "immediate")) {
          server.stop(mode);
          Reply away = node.post(block + "/append", Map.of("content", "nobody"));
          awaitHealth(node, 503);
          server.start();
          load.awaitMore(50);

          assertEquals(503, away.status(), away::toString);
          assertTrue(away.header("Retry-After").isPresent(), away::toString);
          awaitHealth(node, 200);
        }
      } finally {
        load.end();
      }
      for (Future<?> client : clients) {
        client.get();
      }

      assertTrue(Set.of(200, 503).containsAll(load.statuses), load.statuses::toString);
      List<String> lines = lines(node, block);
      assertTrue(lines.containsAll(load.acknowledged), "an acknowledged write was lost");
      assertEquals(Set.copyOf(lines).size(), lines.size(), "a write was made twice");
    }
  }

  /** What health says is up to a second old. */
  private static void awaitHealth(TestNode node, int status) {
    long end = System.nanoTime() + 5_000_000_000L;
    while (node.get("/health").status() != status) {
      assertTrue(System.nanoTime() < end, "health does not become " + status);
      LockSupport.parkNanos(50_000_000);
    }
  }

  /** Clients that append until they are told to stop, and send again what was not acknowledged. */
  private static final class Under {
    final Set<Integer> statuses = ConcurrentHashMap.newKeySet();
    final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean over = new AtomicBoolean();
    private final AtomicInteger count = new AtomicInteger();
    private final TestNode node;
    private final String block;

    Under(TestNode node, String block) {
      this.node = node;
      this.block = block;
    }

    void run(String name) {
      int number = 1;
      while (!over.get()) {
        String text = name + " number " + number;
        String key = text.replace(' ', '-');
        Reply reply = node.post(block + "/append", Map.of("content", text), "Idempotency-Key", key);
        statuses.add(reply.status());
        if (reply.status() == 200) {
          acknowledged.add(text);
          number++;
          count.incrementAndGet();
        } else {
          LockSupport.parkNanos(20_000_000);
        }
      }
    }

    void awaitMore(int more) {
      int wanted = count.get() + more;
      long end = System.nanoTime() + 20_000_000_000L;
      while (count.get() < wanted) {
        assertTrue(System.nanoTime() < end, "no write is acknowledged: " + statuses);
        LockSupport.parkNanos(1_000_000);
      }
    }

    void end() {
      over.set(true);
    }
  }
}
