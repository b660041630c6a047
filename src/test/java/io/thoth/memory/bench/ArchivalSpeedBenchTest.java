package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.embedding.EmbeddingUnavailable;
import io.thoth.memory.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Archival memory over HTTP, each figure beside its floor. */
@Tag("bench")
class ArchivalSpeedBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int PASSAGES = 10_000;
  private static final int BATCH = 500;
  private static final int ROUNDS = 5;
  private static final int CLIENTS = 32;
  private static final Duration WARM_UP = Duration.ofSeconds(4);

  /** Inserts are so few a second that it takes long until the program runs compiled. */
  private static final Duration LONG_WARM_UP = Duration.ofSeconds(60);

  private static final Duration ROUND = Duration.ofSeconds(3);

  /** Short ones and many: what else the machine does should be the same for both of a pair. */
  private static final Duration INSERTS = Duration.ofSeconds(3);

  private static final int INSERT_ROUNDS = 11;
  @TempDir Path data;

  /** One client, the same query again and again: its vector comes from the cache of queries. */
  @Test
  void searchTakesLittleLongerThanConstantRoute() {
    try (BenchNode node = new BenchNode(data)) {
      String agent = node.agent();
      fill(node, archive(node, agent));
      String query = URLEncoder.encode("which doctor plays music", StandardCharsets.UTF_8);
      String path = "/v1/agents/" + agent + "/archival-memory/search?top_k=10&query=" + query;
      node.constantLike(path);
      RawLoad load = new RawLoad(node.port());
      load.get(path, 1, WARM_UP);
      load.get(BenchNode.CONSTANT, 1, WARM_UP);
      List<Double> extra = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        RawLoad.Figures base = load.get(BenchNode.CONSTANT, 1, ROUND);
        RawLoad.Figures search = load.get(path, 1, ROUND);
        extra.add((search.p50() - base.p50()) / 1e3);
        LOG.info("search {} | constant {}", search, base);
      }
      double median = median(extra);
      LOG.info(
          "BENCH search of {} passages - constant route, p50 = {} ms (at most 1.5)",
          PASSAGES,
          median);
      assertTrue(median <= 1.5, "a search takes " + median + " ms more than a constant route");
    }
  }

  @Test
  void insertsReachShareOfBareEmbedder() {
    Random random = new Random(7);
    List<String> texts = IntStream.range(0, CLIENTS).mapToObj(_ -> Words.text(random, 24)).toList();
    try (BenchNode node = new BenchNode(data);
        Embedder bare = Embedder.open(EmbeddingConfig.local())) {
      String agent = node.agent();
      List<byte[]> requests =
          texts.stream()
              .map(text -> Json.write(Map.of("text", text)))
              .map(
                  body -> RawLoad.request("POST", "/v1/agents/" + agent + "/archival-memory", body))
              .toList();
      RawLoad load = new RawLoad(node.port());
      load.run(number -> requests.get(number % CLIENTS), CLIENTS, LONG_WARM_UP);
      embed(bare, texts, WARM_UP);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < INSERT_ROUNDS; i++) {
        double floor = embed(bare, texts, INSERTS);
        RawLoad.Figures inserts =
            load.run(number -> requests.get(number % CLIENTS), CLIENTS, INSERTS);
        ratios.add(inserts.perSecond() / floor);
        LOG.info("inserts {} | bare embedder {}/s", inserts, Math.round(floor));
      }
      double median = median(ratios);
      LOG.info("BENCH inserts / bare embedder = {} (at least 0.85)", median);
      assertTrue(median >= 0.85, "inserts reach only " + median + " of the bare embedder");
    }
  }

  /** Texts per second of the embedder alone, with as many callers as there are clients. */
  private static double embed(Embedder embedder, List<String> texts, Duration time) {
    LongAdder done = new LongAdder();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Thread> callers =
        texts.stream()
            .map(
                text ->
                    Thread.ofVirtual()
                        .start(
                            () -> {
                              while (System.nanoTime() < end) {
                                one(embedder, text);
                                done.increment();
                              }
                            }))
            .toList();
    callers.forEach(ArchivalSpeedBenchTest::join);
    return done.sum() / ((System.nanoTime() - start) / 1e9);
  }

  private static void one(Embedder embedder, String text) {
    try {
      embedder.passages(List.of(text));
    } catch (EmbeddingUnavailable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String archive(BenchNode node, String agent) {
    String id = node.send("POST", "/v1/archives/", "{\"name\":\"bench\"}").get("id").asText();
    node.send("PATCH", "/v1/agents/" + agent + "/archives/attach/" + id, "");
    return id;
  }

  private static void fill(BenchNode node, String archive) {
    Random random = new Random(42);
    for (int stored = 0; stored < PASSAGES; stored += BATCH) {
      List<Map<String, String>> passages =
          IntStream.range(0, BATCH).mapToObj(_ -> Map.of("text", Words.text(random, 12))).toList();
      String body = Json.write(Map.of("passages", passages));
      node.send("POST", "/v1/archives/" + archive + "/passages/batch", body);
      LOG.info("stored {} of {} passages", stored + BATCH, PASSAGES);
    }
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }
}
