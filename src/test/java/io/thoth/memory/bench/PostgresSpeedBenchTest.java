package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.PgSql;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Core memory on PostgreSQL over HTTP, beside pgbench with the same statements, in turns. */
@Tag("bench")
class PostgresSpeedBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int CONNECTIONS = 32;
  private static final int BLOCKS = 512;
  private static final int ROUNDS = 5;
  private static final Duration WARM_UP = Duration.ofSeconds(8);
  private static final int SECONDS = 2;

  private static final String APPEND =
      """
      \\set number random(1, 512)
      begin;
      update mine.block set value = 'Owls. x x x x x x x x x x x x x x x x', updated_by = 'bench',
        version = version + 1, updated_at = 1, entry_before = entry,
        entry = nextval('mine.journal_position_seq') where tenant = 'bench'
        and id = 'block-' || cast(:number as text) returning entry, version \\gset
      insert into mine.journal (position, previous, tenant, stream, sequence, operation, actor,
        request_id, at, state, whole) values (:entry, 1, 'bench',
        'block-' || cast(:number as text), :version, 'append', 'bench', 'request-0123456789', 1,
        '{"start":20,"removed":0,"inserted":" x","at":1}', 0);
      commit;
      """;

  private static final String READ =
      """
      \\set number random(1, 512)
      select b.* from mine.agent_block l join mine.block b on b.tenant = l.tenant
        and b.id = l.block_id where l.tenant = 'bench' and l.label = 'human'
        and l.agent_id = 'agent-' || cast(:number as text);
      """;

  @TempDir Path data;
  private Postgres server;
  private BenchNode node;

  /** With a sync for every commit, and as many connections that write as pgbench has. */
  @BeforeEach
  void start() {
    server = new Postgres();
    Map<String, String> settings = new HashMap<>(server.settings("mine"));
    settings.put("LETTA_PG_POOL_SIZE", "45");
    settings.put("THOTH_EMBEDDER", "none");
    node = new BenchNode(data, settings);
    try (Sql sql = PgSql.open(server.config("mine"))) {
      sql.write("bench.rows", tx -> tx.update(ROWS));
      sql.write("bench.rows", tx -> tx.update(LINKS));
    }
  }

  private static final String ROWS =
      """
      insert into block (tenant, id, label, value, char_limit, metadata, read_only, tags,
        is_template, preserve_on_migration, created_by, updated_by, version, created_at, updated_at)
      select 'bench', 'block-' || n, 'human', 'Owls.', 100000, '{}', 0, '[]', 0, 0, 'bench', 'bench',
        1, 1, 1 from generate_series(1, 512) n
      """;

  private static final String LINKS =
      """
      insert into agent_block (tenant, agent_id, label, block_id)
      select 'bench', 'agent-' || n, 'human', 'block-' || n from generate_series(1, 512) n
      """;

  @AfterEach
  void stop() {
    node.close();
    server.close();
  }

  @Test
  void durableAppendsReachAShareOfPgbench() {
    List<byte[]> requests =
        paths().stream()
            .map(path -> RawLoad.request("POST", path + "/append", "{\"content\":\"x\"}"))
            .toList();
    double ratio = compare("appends", requests, APPEND);

    assertTrue(ratio >= 0.4, "appends reach only " + ratio + " of pgbench");
  }

  @Test
  void readingABlockByLabelReachesAShareOfPgbench() {
    List<byte[]> requests = paths().stream().map(path -> RawLoad.request("GET", path, "")).toList();
    double ratio = compare("reads", requests, READ);

    assertTrue(ratio >= 0.25, "reads reach only " + ratio + " of pgbench");
  }

  private List<String> paths() {
    return IntStream.range(0, BLOCKS)
        .mapToObj(_ -> "/v1/agents/" + node.agent() + "/core-memory/blocks/human")
        .toList();
  }

  private double compare(String what, List<byte[]> requests, String script) {
    RawLoad load = new RawLoad(node.port());
    load.run(number -> requests.get(number % BLOCKS), CONNECTIONS, WARM_UP);
    Supplier<RawLoad.Figures> ours =
        () ->
            load.run(
                number -> requests.get(number % BLOCKS), CONNECTIONS, Duration.ofSeconds(SECONDS));
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double floor = server.pgbench(script, CONNECTIONS, SECONDS);
      RawLoad.Figures figures = ours.get();
      ratios.add(figures.perSecond() / floor);
      LOG.info("{} {} | pgbench {}/s", what, figures, Math.round(floor));
    }
    double median = ratios.stream().sorted().toList().get(ROUNDS / 2);
    LOG.info("BENCH postgres {} / pgbench = {}", what, median);
    return median;
  }
}
