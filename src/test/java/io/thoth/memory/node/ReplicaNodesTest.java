package io.thoth.memory.node;

import static io.thoth.memory.support.Replicated.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two nodes on a primary and a replica: what one has acknowledged the other lists, always. */
class ReplicaNodesTest {
  private static Replicated servers;
  private TestNode one;
  private TestNode other;

  @BeforeAll
  static void startServers() {
    servers = new Replicated();
  }

  @AfterAll
  static void stopServers() {
    servers.close();
  }

  @BeforeEach
  void start() {
    Map<String, String> settings = servers.settings(Postgres.freshSchema());
    one = TestNode.start(settings);
    other = TestNode.start(settings);
    awaitStatus("ok");
  }

  @AfterEach
  void close() {
    other.close();
    one.close();
  }

  private static JsonNode replicas(TestNode node) {
    Reply health = node.get("/health");
    assertEquals(200, health.status(), health::toString);
    return health.json().at("/parts/replicas");
  }

  private void awaitStatus(String status) {
    for (TestNode node : List.of(one, other)) {
      await(
          () -> status.equals(replicas(node).path("status").asText()),
          "the replicas do not become " + status);
    }
  }

  /** How many reads the replica has answered, as monitoring is told. */
  private static long reads(TestNode node) {
    String target = "thoth_replica_reads_total{target=\"127.0.0.1:" + servers.replica.port();
    Matcher told =
        Pattern.compile(Pattern.quote(target) + "\"} ([0-9.E]+)")
            .matcher(node.get("/metrics").body());
    assertTrue(told.find(), "no metric of the replica's reads");
    return (long) Double.parseDouble(told.group(1));
  }

  private static void awaitReads(TestNode node, int more) {
    long wanted = reads(node) + more;
    await(
        () -> {
          assertEquals(200, node.get("/v1/blocks/").status());
          return reads(node) >= wanted;
        },
        "the replica does not read");
  }

  private static void make(TestNode node, String label) {
    Reply made = node.post("/v1/blocks/", Map.of("label", label, "value", "x"));
    assertEquals(200, made.status(), made::toString);
  }

  private static void assertListed(TestNode node, String label) {
    Reply listed = node.get("/v1/blocks/?label=" + label);
    assertEquals(200, listed.status(), listed::toString);
    assertEquals(1, listed.json().size(), () -> label + " is not listed");
  }

  @Test
  void whatWasJustWrittenIsListedOnEveryNodeWhileTheReplicaLags() {
    awaitReads(one, 3);
    awaitReads(other, 3);
    servers.pause();
    try {
      for (int number = 1; number <= 25; number++) {
        make(one, "paused-" + number);

        assertListed(one, "paused-" + number);
        assertListed(other, "paused-" + number);
        assertEquals(number, other.get("/v1/blocks/count").json().asInt());
      }
      awaitStatus("degraded");
      JsonNode told = replicas(one).at("/replicas/0");
      assertEquals("BEHIND", told.get("state").asText(), told::toString);
      assertTrue(told.get("lag_bytes").asLong() > 0, told::toString);
    } finally {
      servers.resume();
    }
    awaitStatus("ok");
    awaitReads(one, 5);
  }

  @Test
  void anIndexThatIsLoadedFromTheReplicaHasWhatWasJustWritten() {
    String agent = one.post("/v1/agents/", Map.of("name", "Ada")).json().get("id").asText();
    String path = "/v1/agents/" + agent + "/archival-memory";
    for (int number = 1; number <= 20; number++) {
      one.post(path, Map.of("text", "The owl number n" + number + " sleeps."));

      Reply found = other.get(path + "/search?query=n" + number + "&top_k=1");
      Reply listed = other.get(path + "?limit=100");

      assertTrue(found.body().contains("number n" + number + " "), found::toString);
      assertEquals(number, listed.json().size());
    }
    assertTrue(other.get("/api/agents/export").body().contains("number n20 "));
    assertTrue(reads(other) > 0);
  }

  @Test
  void aReplicaThatIsKilledUnderLoadFailsNoRequest() throws Exception {
    AtomicBoolean over = new AtomicBoolean();
    AtomicInteger rounds = new AtomicInteger();
    List<Future<?>> clients = new ArrayList<>();
    awaitReads(one, 3);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int client = 0; client < 8; client++) {
        String name = "client-" + client + "-";
        clients.add(threads.submit(() -> work(name, over, rounds)));
      }
      try {
        awaitMore(rounds);
        servers.replica.kill();
        awaitStatus("degraded");
        awaitMore(rounds);
        servers.replica.start();
        awaitStatus("ok");
        awaitMore(rounds);
      } finally {
        over.set(true);
      }
      for (Future<?> client : clients) {
        client.get();
      }
    }
    awaitReads(one, 5);
    awaitReads(other, 5);
  }

  /** Writes on one node and lists on the other at once, in turn. */
  private void work(String name, AtomicBoolean over, AtomicInteger rounds) {
    for (int number = 0; !over.get(); number++) {
      boolean even = number % 2 == 0;
      make(even ? one : other, name + number);
      assertListed(even ? other : one, name + number);
      rounds.incrementAndGet();
    }
  }

  private static void awaitMore(AtomicInteger rounds) {
    int wanted = rounds.get() + 50;
    await(() -> rounds.get() >= wanted, "the clients do not come on");
  }

  @Test
  void aNodeStartsAndServesWithoutItsReplica() {
    servers.replica.stop("fast");
    try (TestNode alone = TestNode.start(servers.settings(Postgres.freshSchema()))) {
      make(alone, "alone");
      assertListed(alone, "alone");
      await(() -> "degraded".equals(replicas(alone).path("status").asText()), "all is well?");

      servers.replica.start();
      awaitReads(alone, 3);
    }
  }

  @Test
  void withoutReplicasInTheSettingsNothingIsToldOfThem() {
    try (TestNode node = TestNode.start()) {
      assertFalse(node.get("/health").json().get("parts").has("replicas"));
      assertFalse(node.get("/metrics").body().contains("thoth_replica"));
    }
  }
}
