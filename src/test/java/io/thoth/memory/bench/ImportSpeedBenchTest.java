package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.config.Variables;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.json.Json;
import io.thoth.memory.letta.LettaImport;
import io.thoth.memory.letta.OldServer;
import io.thoth.memory.letta.Report;
import io.thoth.memory.node.Landings;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.tenants.Organizations;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The move of one agent from a running server: beside reading the same pages without keeping them,
 * and what a node embeds of it afterwards beside the bare embedder.
 */
@Tag("bench")
class ImportSpeedBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int MESSAGES = 10_000;
  private static final int PASSAGES = 2_000;
  private static final int BATCH = 500;
  private static final int WORDS = 24;
  private static final int ROUNDS = 5;
  private static final int WARM_UPS = 4;
  private static final int CALLERS = 32;
  private static final int POLL_MILLIS = 100;

  @TempDir Path folder;

  private interface Work {
    void run() throws Exception;
  }

  /** How many seconds it took. */
  private static double seconds(Work work) throws Exception {
    long begun = System.nanoTime();
    work.run();
    return (System.nanoTime() - begun) / 1e9;
  }

  @Test
  void anImportReachesAShareOfReading() throws Exception {
    List<Double> ratios = new ArrayList<>();
    try (BenchNode old = new BenchNode(folder.resolve("old"), Map.of("THOTH_EMBEDDER", "none"))) {
      String agent = old.agent();
      fillPassages(old, agent);
      bring(old, folder.resolve("passages"), 0);
      fillMessages(old, agent);
      for (int i = 0; i < WARM_UPS; i++) {
        read(old, agent);
        bring(old, folder.resolve("warm-" + i), MESSAGES);
      }
      for (int i = 0; i < ROUNDS; i++) {
        Path target = folder.resolve("here-" + i);
        double floor = (MESSAGES + PASSAGES) / seconds(() -> read(old, agent));
        double items = (MESSAGES + PASSAGES) / seconds(() -> bring(old, target, MESSAGES));
        ratios.add(items / floor);
        LOG.info("import {} items/s | reading {}/s", Math.round(items), Math.round(floor));
      }
    }
    double embedding = embedding(folder.resolve("passages"));
    double ratio = ratios.stream().sorted().toList().get(ROUNDS / 2);
    LOG.info("BENCH import / reading what is imported = {} (at least 0.1)", ratio);
    LOG.info("BENCH embedding after an import / bare embedder = {} (at least 0.4)", embedding);
    assertTrue(ratio >= 0.1, "an import reaches only " + ratio + " of reading");
    assertTrue(embedding >= 0.4, "embedding reaches only " + embedding + " of the bare embedder");
  }

  /** How fast the node that runs next embeds passages alone, as a share of the bare embedder. */
  private static double embedding(Path target) throws Exception {
    List<String> texts = texts();
    double floor;
    try (Embedder bare = Embedder.open(EmbeddingConfig.local())) {
      embed(bare, texts.subList(0, BATCH));
      floor = PASSAGES / seconds(() -> embed(bare, texts));
    }
    try (BenchNode node = new BenchNode(target)) {
      double passages = PASSAGES / seconds(() -> awaitNothingPending(node));
      LOG.info("embedded {}/s | bare embedder {}/s", Math.round(passages), Math.round(floor));
      return passages / floor;
    }
  }

  private static void awaitNothingPending(BenchNode node) throws InterruptedException {
    while (node.send("GET", "/api/memory/stats", "").get("pending_passages").asInt() > 0) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void embed(Embedder embedder, List<String> texts) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(CALLERS)) {
      List<Callable<Object>> each = new ArrayList<>();
      texts.forEach(text -> each.add(() -> embedder.passages(List.of(text))));
      for (Future<Object> one : threads.invokeAll(each)) {
        one.get();
      }
    }
  }

  private static List<String> texts() {
    Random random = new Random(42);
    return IntStream.range(0, PASSAGES).mapToObj(_ -> Words.text(random, WORDS)).toList();
  }

  private static void fillPassages(BenchNode node, String agent) {
    String archive = node.send("POST", "/v1/archives/", "{\"name\":\"bench\"}").get("id").asText();
    node.send("PATCH", "/v1/agents/" + agent + "/archives/attach/" + archive, "");
    List<Map<String, String>> passages =
        texts().stream().map(text -> Map.of("text", text)).toList();
    for (int i = 0; i < PASSAGES; i += BATCH) {
      String body = Json.write(Map.of("passages", passages.subList(i, i + BATCH)));
      node.send("POST", "/v1/archives/" + archive + "/passages/batch", body);
    }
  }

  private static void fillMessages(BenchNode node, String agent) {
    Random random = new Random(7);
    for (int i = 0; i < MESSAGES; i += BATCH) {
      List<Map<String, String>> said =
          IntStream.range(0, BATCH)
              .mapToObj(_ -> Map.of("role", "user", "content", Words.text(random, WORDS)))
              .toList();
      String body = Json.write(Map.of("messages", said));
      node.send("POST", "/v1/agents/" + agent + "/messages/capture", body);
    }
  }

  /** The lists that hold the agent's messages and passages, page by page as an import asks. */
  private static void read(BenchNode node, String agent) {
    String of = "/v1/agents/" + agent;
    int items =
        pages(node, of + "/messages?order=asc&include_err=true&use_assistant_message=false")
            + pages(node, of + "/archival-memory?ascending=true");
    assertTrue(items >= MESSAGES + PASSAGES, () -> items + " items were read");
  }

  private static int pages(BenchNode node, String path) {
    int items = 0;
    JsonNode page = node.send("GET", path + "&limit=100", "");
    while (!page.isEmpty()) {
      items += page.size();
      String last = page.get(page.size() - 1).get("id").asText();
      page = node.send("GET", path + "&limit=100&after=" + last, "");
    }
    return items;
  }

  private static void bring(BenchNode old, Path target, int messages) {
    Map<String, String> settings = Map.of("THOTH_DATA_DIR", target.toString());
    NodeConfig config = NodeConfig.of(Variables.of(settings), target);
    OldServer server = OldServer.at(URI.create("http://127.0.0.1:" + old.port()), null, null);
    try (Sql sql = config.store().open()) {
      sql.migrate(Migrations.of(sql.dialect()));
      Caller caller =
          sql.read("bench.caller", tx -> Organizations.caller(tx, Caller.DEFAULT_TENANT, "bench"))
              .orElseThrow();
      Report report =
          new LettaImport(server, Landings.of(sql, caller, config.usualModel()), _ -> {}).run();
      assertEquals(PASSAGES, report.carried().get(5).carried());
      assertEquals(messages, report.carried().get(6).carried());
    }
  }
}
