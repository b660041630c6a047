package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;

/**
 * How fast it is, each figure beside a floor measured in the same run on the same disk: a loop of
 * plain JDBC that commits, and syncs, every write by itself.
 */
@Tag("bench")
class SqliteBenchTest {
  private static final Logger log = LoggerFactory.getLogger("bench");
  private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int ROUNDS = 5;
  private static final int ROWS = 1000;
  private static final String APPEND =
      "update note set body = ?, version = version + 1 where id = ?";
  private static final String POINT = "select body, version from note where id = ?";
  private static final String BODY = "b".repeat(200);

  @TempDir Path folder;
  private SqliteSql sql;

  @BeforeEach
  void fill() {
    sql = SqliteSql.open(SqliteConfig.at(folder.resolve("thoth.db")));
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (long id = 0; id < ROWS; id++) {
      rows.add(new Object[] {id, BODY});
    }
    sql.write(
        "bench.fill",
        tx -> {
          tx.update("create table note (id integer primary key, body text, version bigint)");
          tx.batch("insert into note values (?, ?, 0)", rows);
          return 0;
        });
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private long write(long id) {
    return sql.write("bench.append", tx -> tx.update(APPEND, BODY, id % ROWS));
  }

  private long read(long id) {
    return sql.read("bench.find", tx -> tx.one(POINT, row -> row.text("body"), id % ROWS))
        .orElseThrow()
        .length();
  }

  @Test
  void durableWritesOf32CallersAreAtLeastThreeTimesOneSyncPerWrite() throws Exception {
    double ratio = medianRatioToSyncPerWrite(32);

    assertTrue(ratio >= 3, "ratio " + ratio);
  }

  @Test
  void aSingleCallerIsNotMuchSlowerThanPlainJdbc() throws Exception {
    double ratio = medianRatioToSyncPerWrite(1);

    assertTrue(ratio >= 0.4, "ratio " + ratio);
  }

  /** The floor and the store take turns, because a shared disk changes its mood. */
  private double medianRatioToSyncPerWrite(int callers) throws Exception {
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      double floor = syncPerWrite();
      WriteCounts before = sql.writeCounts();
      double grouped = perSecond(callers, this::write);
      WriteCounts after = sql.writeCounts();
      ratios.add(grouped / floor);
      log.info(
          "durable writes per second: callers={} store={} floor={} ratio={} writesPerCommit={}",
          callers,
          Math.round(grouped),
          Math.round(floor),
          grouped / floor,
          (double) (after.writes() - before.writes()) / (after.commits() - before.commits()));
    }
    double median = ratios.stream().sorted().skip(ROUNDS / 2).findFirst().orElseThrow();
    log.info("durable writes: callers={} median ratio={}", callers, median);
    return median;
  }

  @Test
  void pointReads() throws Exception {
    for (int callers : new int[] {1, 4, 32}) {
      double direct = directReads();
      double reads = perSecond(callers, this::read);
      log.info(
          "point reads per second: callers={} store={} plain JDBC on one thread={}",
          callers,
          Math.round(reads),
          Math.round(direct));
      assertTrue(reads > 1000);
    }
  }

  /** Runs the operation on so many virtual threads for one round. */
  private static double perSecond(int callers, LongUnaryOperator operation) throws Exception {
    LongAdder done = new LongAdder();
    long begin = System.nanoTime();
    List<Caller> running = new ArrayList<>();
    for (int number = 0; number < callers; number++) {
      long first = number * 31L;
      running.add(Caller.of(() -> repeat(first, begin + ROUND_NANOS, operation, done)));
    }
    for (Caller caller : running) {
      caller.result();
    }
    return done.sum() * 1e9 / (System.nanoTime() - begin);
  }

  private static long repeat(long first, long end, LongUnaryOperator operation, LongAdder done) {
    long answers = 0;
    for (long id = first; System.nanoTime() < end; id++) {
      answers += operation.applyAsLong(id);
      done.increment();
    }
    return answers;
  }

  private double syncPerWrite() throws Exception {
    return onPlatformThread(
        (statement, id) -> {
          statement.setString(1, BODY);
          statement.setLong(2, id % ROWS);
          return statement.executeUpdate();
        },
        APPEND);
  }

  private double directReads() throws Exception {
    return onPlatformThread(
        (statement, id) -> {
          statement.setLong(1, id % ROWS);
          try (var rows = statement.executeQuery()) {
            return rows.next() ? rows.getString(1).length() : 0;
          }
        },
        POINT);
  }

  private interface Step {
    int run(PreparedStatement statement, long id) throws SQLException;
  }

  private double onPlatformThread(Step step, String text) throws Exception {
    LongAdder done = new LongAdder();
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    try (Connection connection =
            config.createConnection("jdbc:sqlite:" + folder.resolve("thoth.db"));
        PreparedStatement statement = connection.prepareStatement(text)) {
      long begin = System.nanoTime();
      for (long id = 0; System.nanoTime() - begin < ROUND_NANOS; id++) {
        step.run(statement, id);
        done.increment();
      }
      return done.sum() * 1e9 / (System.nanoTime() - begin);
    }
  }
}
