package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An embeddings server that takes every request for a minute and answers none. */
@Tag("bench")
class StalledEmbedderBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration IDLE = Duration.ofSeconds(30);
  private static final Duration STALL = Duration.ofSeconds(60);
  private static final Duration RECOVERY = Duration.ofSeconds(60);
  private static final int PASSAGES = 300;

  /** Connections that the node may have, those that reads of one statement share not counted. */
  private static final int POOL = 33;

  /** What a busy machine of two cores adds to the 99th percentile of either figure. */
  private static final double NOISE_MICROS = 10_000;

  @TempDir Path data;

  @Test
  void onPostgresNobodyWaitsForIt() throws Exception {
    try (Postgres server = new Postgres();
        EmbeddingServer embedder = new EmbeddingServer()) {
      Map<String, String> settings = new HashMap<>(server.settings("mine"));
      settings.putAll(embedder.settings());
      try (BenchNode node = new BenchNode(data, settings)) {
        measure(node, embedder);
      }
    }
  }

  @Test
  void onSqliteNobodyWaitsForIt() throws Exception {
    try (EmbeddingServer embedder = new EmbeddingServer();
        BenchNode node = new BenchNode(data, embedder.settings())) {
      measure(node, embedder);
    }
  }

  private static void measure(BenchNode node, EmbeddingServer embedder) throws Exception {
    String agent = "/v1/agents/" + node.agent();
    IntStream.range(0, PASSAGES)
        .forEach(n -> node.send("POST", agent + "/archival-memory", passage(n)));
    List<PacedLoad.Kind> kinds = kinds(agent);
    PacedLoad load = new PacedLoad(node.port());
    load.run(kinds, WARM_UP);
    PacedLoad.Outcomes idle = load.run(kinds, IDLE);
    assertEquals(0, pending(node));

    embedder.stall();
    Connections connections = new Connections(node);
    PacedLoad.Outcomes during = load.run(kinds, STALL);
    int most = connections.usuallyAtMost();
    long waiting = pending(node);
    JsonNode search = node.send("GET", agent + "/archival-memory/search?query=music+1", "");
    embedder.recover();
    double seconds = secondsUntilEmbedded(node);

    LOG.info("BENCH stalled embedder: {} passages pending, embedded {} s after", waiting, seconds);
    LOG.info(
        "BENCH stalled embedder: {} pool connections in use, of {} (95th percentile)", most, POOL);
    List<String> slow = new ArrayList<>();
    idle.all().forEach((name, before) -> compare(name, before, during.of(name), slow));
    assertTrue(search.get("degraded").asBoolean());
    assertTrue(search.get("count").asInt() > 0);
    assertTrue(waiting > 0, "nothing was written meanwhile");
    assertTrue(4 * most <= POOL, most + " pool connections were held");
    assertEquals(List.of(), slow);
  }

  private static String passage(int number) {
    return "{\"text\":\"Entry " + number + ": the owl likes music and winter gardens.\"}";
  }

  /** Searches have a query each, so that no vector is known from before. */
  private static List<PacedLoad.Kind> kinds(String agent) {
    String search = agent + "/archival-memory/search?top_k=10&query=music+";
    byte[] read = RawLoad.request("GET", agent + "/core-memory/blocks/human", "");
    String append = agent + "/core-memory/blocks/human/append";
    return List.of(
        new PacedLoad.Kind("block read", 100, 16, _ -> read),
        new PacedLoad.Kind(
            "search", 50, 64, n -> RawLoad.request("GET", search + System.nanoTime() + n, "")),
        new PacedLoad.Kind(
            "append", 20, 16, _ -> RawLoad.request("POST", append, "{\"content\":\"x\"}")),
        new PacedLoad.Kind(
            "passage",
            20,
            64,
            n -> RawLoad.request("POST", agent + "/archival-memory", passage(n))));
  }

  private static void compare(
      String name, PacedLoad.Outcome before, PacedLoad.Outcome during, List<String> slow) {
    RawLoad.Figures idle = before.figures(IDLE);
    RawLoad.Figures stalled = during.figures(STALL);
    LOG.info(
        "BENCH stalled embedder: {} p50/p99 idle {}/{} us, during {}/{} us {}",
        name,
        Math.round(idle.p50()),
        Math.round(idle.p99()),
        Math.round(stalled.p50()),
        Math.round(stalled.p99()),
        during.statuses());
    if (during.statuses().size() != 1 || during.count(200) == 0) {
      slow.add(name + " was refused: " + during.statuses());
    }
    if (stalled.p99() > 2 * idle.p99() + NOISE_MICROS) {
      slow.add(name + " took " + stalled.p99() + " us instead of " + idle.p99());
    }
  }

  private static long pending(BenchNode node) {
    return node.send("GET", "/api/memory/stats", "").get("pending_passages").asLong();
  }

  private static double secondsUntilEmbedded(BenchNode node) {
    long start = System.nanoTime();
    while (pending(node) > 0) {
      assertTrue(System.nanoTime() - start < RECOVERY.toNanos(), pending(node) + " are pending");
      LockSupport.parkNanos(100_000_000);
    }
    return (System.nanoTime() - start) / 1e9;
  }

  /** Looks at the pool ten times a second until it is asked what it saw. */
  private static final class Connections {
    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final List<Integer> busy = new ArrayList<>();
    private final Future<?> looking;
    private volatile boolean over;

    Connections(BenchNode node) {
      looking = thread.submit(() -> look(node));
    }

    private void look(BenchNode node) {
      while (!over) {
        busy.add((int) node.metric("thoth_store_connections_busy"));
        LockSupport.parkNanos(100_000_000);
      }
    }

    /** In use at most, in 95 of 100 looks. */
    int usuallyAtMost() throws Exception {
      over = true;
      looking.get();
      thread.shutdown();
      return busy.stream().sorted().toList().get(busy.size() * 95 / 100);
    }
  }
}
