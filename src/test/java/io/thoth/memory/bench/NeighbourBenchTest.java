package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.PgSql;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One organisation asks for far more searches of a large archive than can be had; another goes on
 * as usual.
 */
@Tag("bench")
class NeighbourBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int PASSAGES = 100_000;
  private static final int BATCH = 2_000;
  private static final int DIMENSIONS = 384;
  private static final int ROUNDS = 5;

  /** Searches a second that the first one asks for: some times what two cores can do. */
  private static final int OFFERED = 500;

  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final Duration ROUND = Duration.ofSeconds(12);

  @TempDir Path data;

  @Test
  void whoHammersIsToldToWaitAndTheOtherKeepsItsTime() {
    try (Postgres server = new Postgres()) {
      Map<String, String> settings = new HashMap<>(server.settings("mine"));
      settings.put("LETTA_SERVER_SECURE", "true");
      settings.put("LETTA_SERVER_PASSWORD", BenchNode.PASSWORD);
      try (BenchNode node = new BenchNode(data, settings)) {
        Organization one = Organization.of(node, "hammering");
        Organization other = Organization.of(node, "usual");
        PacedLoad.Kind hammer = hammer(one, large(server, one));
        measure(new PacedLoad(node.port()), hammer, usual(other));
      }
    }
  }

  /** Somebody with a key. */
  private record Organization(BenchNode node, String id, String key) {
    static Organization of(BenchNode node, String name) {
      String body = "{\"name\":\"" + name + "\"}";
      String id = node.send("POST", "/v1/admin/orgs/", body).get("id").asText();
      Map<String, Object> asked =
          Map.of("name", "a key", "scopes", List.of("admin"), "organization_id", id);
      String key = node.send("POST", "/v1/admin/keys/", Json.write(asked)).get("key").asText();
      return new Organization(node, id, key);
    }

    JsonNode send(String path, String body) {
      return node.send("POST", path, body, "Bearer " + key);
    }

    String made(String path, String body) {
      return send(path, body).get("id").asText();
    }

    String agent() {
      return made(
          "/v1/agents/",
          "{\"name\":\"bench\",\"memory_blocks\":[{\"label\":\"human\",\"value\":\"Owls.\"}]}");
    }

    byte[] request(String method, String path, String body) {
      return RawLoad.request(method, path, body, "Authorization: Bearer " + key + "\r\n");
    }
  }

  /** Fills an archive past the API, with vectors of chance; answers the agent who has it. */
  private static String large(Postgres server, Organization one) {
    String agent = one.agent();
    String archive = one.made("/v1/archives/", "{\"name\":\"large\"}");
    String attach = "/v1/agents/" + agent + "/archives/attach/" + archive;
    one.node().send("PATCH", attach, "", "Bearer " + one.key());
    Random random = new Random(11);
    try (Sql sql = PgSql.open(server.config("mine"))) {
      for (int from = 1; from <= PASSAGES; from += BATCH) {
        List<Integer> sequences = IntStream.range(from, from + BATCH).boxed().toList();
        sql.write(
            "bench.fill",
            tx -> {
              tx.batch(
                  """
                  insert into passage (tenant, archive_id, sequence, id, text, tags, metadata, model,
                    version, created_by, updated_by, created_at, updated_at)
                  values (?, ?, ?, ?, ?, '[]', '{}', ?, 1, 'bench', 'bench', ?, ?)
                  """,
                  sequences.stream().map(n -> passage(one.id(), archive, n, random)).toList());
              tx.batch(
                  """
                  insert into passage_vector (tenant, archive_id, sequence, model, vector)
                  values (?, ?, ?, ?, ?)
                  """,
                  sequences.stream().map(n -> vector(one.id(), archive, n, random)).toList());
              return 1;
            });
      }
      sql.write(
          "bench.fill",
          tx ->
              tx.update(
                  "update archive set sequence = ?, passages = ? where tenant = ? and id = ?",
                  PASSAGES,
                  PASSAGES,
                  one.id(),
                  archive));
    }
    return agent;
  }

  private static @Nullable Object[] passage(
      String tenant, String archive, long sequence, Random random) {
    String id = "passage-" + tenant + sequence;
    String text = Words.text(random, 24);
    return new @Nullable Object[] {
      tenant, archive, sequence, id, text, EmbeddingConfig.LOCAL_MODEL, sequence, sequence
    };
  }

  private static @Nullable Object[] vector(
      String tenant, String archive, long sequence, Random random) {
    float[] vector = new float[DIMENSIONS];
    double squares = 0;
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] = random.nextFloat() - 0.5f;
      squares += vector[i] * vector[i];
    }
    for (int i = 0; i < DIMENSIONS; i++) {
      vector[i] /= (float) Math.sqrt(squares);
    }
    return new @Nullable Object[] {
      tenant, archive, sequence, EmbeddingConfig.LOCAL_MODEL, Vectors.bytes(vector)
    };
  }

  /** No two queries are the same. */
  private static PacedLoad.Kind hammer(Organization one, String agent) {
    Random random = new Random(13);
    String path = "/v1/agents/" + agent + "/archival-memory/search?top_k=10&query=";
    return new PacedLoad.Kind(
        "hammer",
        OFFERED,
        128,
        n -> one.request("GET", path + Words.text(random, 6).replace(' ', '+') + "+" + n, ""));
  }

  private static List<PacedLoad.Kind> usual(Organization other) {
    String agent = "/v1/agents/" + other.agent();
    Random random = new Random(17);
    IntStream.range(0, 200)
        .forEach(
            _ ->
                other.send(
                    agent + "/archival-memory", "{\"text\":\"" + Words.text(random, 12) + "\"}"));
    String search = agent + "/archival-memory/search?top_k=10&query=";
    byte[] read = other.request("GET", agent + "/core-memory/blocks/human", "");
    String append = agent + "/core-memory/blocks/human/append";
    byte[] more = other.request("POST", append, "{\"content\":\"x\"}");
    return List.of(
        new PacedLoad.Kind("read", 40, 16, _ -> read),
        new PacedLoad.Kind("append", 10, 16, _ -> more),
        new PacedLoad.Kind(
            "search",
            10,
            16,
            n ->
                other.request(
                    "GET", search + Words.text(random, 6).replace(' ', '+') + "+" + n, "")));
  }

  private static void measure(PacedLoad load, PacedLoad.Kind hammer, List<PacedLoad.Kind> usual) {
    List<PacedLoad.Kind> both = Stream.concat(Stream.of(hammer), usual.stream()).toList();
    load.run(both, WARM_UP);
    load.run(usual, WARM_UP);
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      PacedLoad.Outcomes alone = load.run(usual, ROUND);
      PacedLoad.Outcomes beside = load.run(both, ROUND);
      PacedLoad.Outcome refused = beside.of("hammer");
      for (PacedLoad.Kind kind : usual) {
        PacedLoad.Outcome outcome = beside.of(kind.name());
        assertEquals(1, outcome.statuses().size(), outcome.statuses()::toString);
        LOG.info(
            "{} alone {} | beside {}",
            kind.name(),
            alone.of(kind.name()).figures(ROUND),
            outcome.figures(ROUND));
      }
      ratios.add(p99(usual, beside) / p99(usual, alone));
      LOG.info(
          "BENCH neighbour: p99 of all {} us alone, {} us beside {} searches/s offered, of which"
              + " {}/s were answered and {}/s refused",
          Math.round(p99(usual, alone)),
          Math.round(p99(usual, beside)),
          OFFERED,
          refused.count(200) / ROUND.toSeconds(),
          refused.count(429) / ROUND.toSeconds());
      assertEquals(List.of(200, 429), List.copyOf(refused.statuses().keySet()));
      assertEquals(refused.count(429), refused.told(), "refusals without Retry-After");
    }
    double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
    LOG.info("BENCH neighbour: p99 beside / alone = {} (at most 3)", median);
    assertTrue(median <= 3, "the other's p99 became " + median + " times as long");
  }

  private static double p99(List<PacedLoad.Kind> kinds, PacedLoad.Outcomes outcomes) {
    return kinds.stream()
        .map(kind -> outcomes.of(kind.name()).latencies())
        .reduce(RawLoad.Latencies::and)
        .orElseThrow()
        .figures(1)
        .p99();
  }
}
