package io.thoth.memory.sql;

import static io.thoth.memory.support.Replicated.await;
import static io.thoth.memory.support.Replicated.awaitState;
import static io.thoth.memory.support.Replicated.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.sql.ReplicaHealth.State;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reads that a replica may answer see what the primary would answer, whatever becomes of it. */
class PostgresReplicaTest {
  private static Replicated servers;
  private final String schema = Postgres.freshSchema();
  private Sql sql;
  private Sql other;

  @BeforeAll
  static void start() {
    servers = new Replicated("max_standby_streaming_delay=0");
  }

  @AfterAll
  static void stop() {
    servers.close();
  }

  @BeforeEach
  void open() {
    sql = servers.config(schema).open();
    sql.migrate(Migrations.in("db/empty"));
    other = servers.config(schema).open();
    sql.write("test.table", tx -> tx.update("create table note (id bigint primary key)"));
    awaitState(sql, State.READY);
    awaitState(other, State.READY);
  }

  @AfterEach
  void close() {
    sql.close();
    other.close();
  }

  private void insert(long id) {
    sql.write("test.insert", tx -> tx.update("insert into note (id) values (?)", id));
  }

  private static long count(Sql sql) {
    return sql.readAnywhere("test.count", tx -> tx.number("select count(*) from note"));
  }

  /** Reads until the replica has answered this many more. */
  private static void awaitReads(Sql sql, int more) {
    long wanted = only(sql).reads() + more;
    await(
        () -> {
          count(sql);
          return only(sql).reads() >= wanted;
        },
        "the replica does not read");
  }

  @Test
  void theReplicaReadsAndEveryNodeSeesWhatWasJustWritten() {
    for (int id = 1; id <= 300; id++) {
      insert(id);

      assertEquals(id, count(id % 2 == 0 ? sql : other));
    }
    assertTrue(only(sql).reads() + only(other).reads() > 0, "the replica was never asked");
    awaitReads(sql, 100);
  }

  @Test
  void noNodeReadsFromAReplicaThatLacksAWrite() {
    awaitReads(sql, 1);
    awaitReads(other, 1);
    servers.pause();
    try {
      for (int id = 1; id <= 50; id++) {
        insert(id);

        assertEquals(id, count(sql));
        assertEquals(id, count(other));
      }
      awaitState(sql, State.BEHIND);
      await(() -> only(sql).lagBytes() > 0, "no lag is told");
      assertEquals("0", servers.replica.ask("select count(*) from " + schema + ".note"));
    } finally {
      servers.resume();
    }
    awaitReads(sql, 10);
    awaitReads(other, 10);
    await(() -> only(sql).lagBytes() == 0, "the lag stays");
  }

  @Test
  void aReplicaThatNobodyReadsFromIsSeenToBeBehind() {
    servers.pause();
    try {
      insert(1);

      awaitState(sql, State.BEHIND);
      await(() -> !only(sql).isWell(), "being behind for long is taken for usual");
    } finally {
      servers.resume();
    }
    awaitState(sql, State.READY);
  }

  @Test
  void aReplicaThatDiesFailsNobodyAndIsUsedAgainWhenItIsBack() {
    awaitReads(sql, 5);
    insert(1);
    servers.replica.kill();
    try {
      for (int again = 0; again < 100; again++) {
        assertEquals(1, count(sql));
      }
      awaitState(sql, State.AWAY);
      insert(2);
      assertEquals(2, count(sql));
    } finally {
      servers.replica.start();
    }
    awaitReads(sql, 10);
    assertEquals(2, count(sql));
  }

  @Test
  void aReadThatThePrimarysChangesEndOnTheReplicaIsRunAgain() {
    insert(1);
    insert(2);
    awaitReads(sql, 1);
    AtomicInteger runs = new AtomicInteger();

    List<Long> seen =
        sql.readAnywhere(
            "test.twice",
            tx -> {
              long before = tx.number("select count(*) from note");
              if (runs.incrementAndGet() == 1) {
                removeForGood();
              }
              return List.of(before, tx.number("select count(*) from note"));
            });

    assertTrue(runs.get() > 1, "it was not ended, so nothing is proved");
    assertEquals(List.of(1L, 1L), seen);
  }

  /** What was deleted is cleared away on the replica, under a snapshot that still shows it. */
  private void removeForGood() {
    servers.primary.ask("delete from " + schema + ".note where id = 1");
    servers.primary.ask("vacuum " + schema + ".note");
    String reached = servers.primary.ask("select pg_current_wal_flush_lsn()");
    await(
        () ->
            "t".equals(servers.replica.ask("select pg_last_wal_replay_lsn() >= '" + reached + "'")),
        "the replica does not follow");
  }

  @Test
  void whatTheWorkRefusesIsRefusedAndNotTriedElsewhere() {
    awaitReads(sql, 1);
    AtomicInteger runs = new AtomicInteger();

    assertThrows(
        SqlFailure.class,
        () ->
            sql.readAnywhere(
                "test.refusal",
                _ -> {
                  runs.incrementAndGet();
                  throw new IllegalStateException("no");
                }));

    assertEquals(1, runs.get());
  }

  @Test
  void nothingCanBeWritten() {
    awaitReads(sql, 1);

    assertThrows(
        SqlFailure.class,
        () -> sql.readAnywhere("test.write", tx -> tx.update("insert into note values (1)")));
    assertThrows(
        SqlFailure.class,
        () ->
            sql.readAnywhere(
                "test.write", tx -> tx.query("insert into note values (1) returning id", _ -> 1)));

    assertEquals(0, count(sql));
  }

  @Test
  void readsOfSeveralStatementsSeeOneSnapshot() {
    awaitReads(sql, 1);

    List<Long> seen =
        sql.readAnywhere(
            "test.several",
            tx -> {
              long first = tx.number("select count(*) from note");
              insertElsewhere(first + 1);
              return List.of(first, tx.number("select count(*) from note"));
            });

    assertEquals(seen.getFirst(), seen.getLast());
    assertTrue(count(sql) > seen.getLast());
  }

  private void insertElsewhere(long id) {
    other.write("test.insert", tx -> tx.update("insert into note (id) values (?)", id));
  }
}
