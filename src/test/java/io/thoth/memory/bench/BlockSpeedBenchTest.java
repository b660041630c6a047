package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Core memory over HTTP, each figure beside its floor, in turns within one run. */
@Tag("bench")
class BlockSpeedBenchTest {
  private static final Logger LOG = LoggerFactory.getLogger("bench");
  private static final int CONNECTIONS = 32;
  private static final int BLOCKS = 2_048;
  private static final int ROUNDS = 7;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration LONG_WARM_UP = Duration.ofSeconds(10);
  private static final Duration ROUND = Duration.ofSeconds(2);

  /** Short ones and many: what else the machine does should be the same for both of a pair. */
  private static final Duration SHORT_ROUND = Duration.ofSeconds(1);

  private static final int SHORT_ROUNDS = 15;

  @TempDir Path data;

  @Test
  void readingBlockByLabelReachesShareOfConstantRoute() {
    try (BenchNode node = new BenchNode(data)) {
      String path = "/v1/agents/" + node.agent() + "/core-memory/blocks/human";
      node.constantLike(path);
      RawLoad load = new RawLoad(node.port());
      load.get(BenchNode.CONSTANT, CONNECTIONS, WARM_UP);
      load.get(path, CONNECTIONS, WARM_UP);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < ROUNDS; i++) {
        RawLoad.Figures base = load.get(BenchNode.CONSTANT, CONNECTIONS, ROUND);
        RawLoad.Figures block = load.get(path, CONNECTIONS, ROUND);
        ratios.add(block.perSecond() / base.perSecond());
        LOG.info("block {} | constant {}", block, base);
      }
      double median = median(ratios);
      LOG.info("BENCH block read / constant route = {} (at least 0.40, aim 0.70)", median);
      assertTrue(median >= 0.4, "reading a block reaches only " + median + " of a constant route");
    }
  }

  /** Clients append to many blocks in turns, so that these stay as short as blocks are. */
  @Test
  void durableAppendsReachMultipleOfOneSyncPerWrite() throws SQLException {
    try (BenchNode node = new BenchNode(data)) {
      List<byte[]> requests =
          IntStream.range(0, BLOCKS)
              .mapToObj(_ -> "/v1/agents/" + node.agent() + "/core-memory/blocks/human/append")
              .map(path -> RawLoad.request("POST", path, "{\"content\":\"x\"}"))
              .toList();
      RawLoad load = new RawLoad(node.port());
      load.run(number -> requests.get(number % BLOCKS), CONNECTIONS, LONG_WARM_UP);
      List<Double> ratios = new ArrayList<>();
      for (int i = 0; i < SHORT_ROUNDS; i++) {
        double floor = oneSyncPerWrite(data.resolve("floor-" + i + ".db"), SHORT_ROUND);
        RawLoad.Figures appends =
            load.run(number -> requests.get(number % BLOCKS), CONNECTIONS, SHORT_ROUND);
        ratios.add(appends.perSecond() / floor);
        LOG.info("appends {} | one sync per write {}/s", appends, Math.round(floor));
      }
      double median = median(ratios);
      LOG.info("BENCH durable append, 32 clients / one sync per write = {} (at least 3)", median);
      assertTrue(median >= 3, "appends reach only " + median + " times one sync per write");
    }
  }

  /** What a store without group commit does: a transaction and a sync for every write. */
  private static double oneSyncPerWrite(Path file, Duration time) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement setup = connection.createStatement()) {
      setup.execute("pragma journal_mode = wal");
      setup.execute("pragma synchronous = full");
      setup.execute("create table block (id integer primary key, value text)");
      setup.execute("insert into block values (1, '')");
      long end = System.nanoTime() + time.toNanos();
      int writes = 0;
      try (PreparedStatement update =
          connection.prepareStatement("update block set value = ? where id = 1")) {
        while (System.nanoTime() < end) {
          update.setString(1, "value " + writes++);
          update.executeUpdate();
        }
      }
      return writes / (time.toNanos() / 1e9);
    }
  }

  private static double median(List<Double> ratios) {
    return ratios.stream().sorted().toList().get(ratios.size() / 2);
  }
}
