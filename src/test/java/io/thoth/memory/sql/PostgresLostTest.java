package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.Variables;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Postgres;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Connections that end, each at its worst moment. */
class PostgresLostTest {
  private static final String END =
      """
      create function ends() returns trigger language plpgsql as
      'begin perform pg_terminate_backend(pg_backend_pid()); return null; end'
      """;

  private static Postgres server;
  private final AtomicInteger runs = new AtomicInteger();
  private Sql sql;

  @BeforeAll
  static void start() {
    server = new Postgres("fsync=off");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @BeforeEach
  void open() {
    // Without a word about TLS, which this server does not have.
    Variables variables = Variables.of(server.settings(Postgres.freshSchema()));
    sql = EmptySchema.open(PgVariables.read(variables).orElseThrow());
    sql.write("test.table", tx -> tx.update("create table note (id bigint primary key)"));
  }

  @AfterEach
  void close() {
    sql.close();
  }

  private int insert(long id) {
    return sql.write(
        "test.insert",
        tx -> {
          runs.incrementAndGet();
          return tx.update("insert into note (id) values (?)", id);
        });
  }

  private long count() {
    return sql.read("test.count", tx -> tx.number("select count(*) from note"));
  }

  /** Ends all connections of the store, by one that is not among them. */
  private static void endAll() {
    try (Sql other = PgSql.open(server.config("public"))) {
      other.write(
          "test.end",
          tx ->
              tx.query(
                  "select pg_terminate_backend(pid, 5000) from pg_stat_activity"
                      + " where backend_type = 'client backend' and pid <> pg_backend_pid()",
                  _ -> 1));
    }
  }

  @Test
  void whoFindsAConnectionEndedIsServedOnANewOne() {
    insert(1);
    count();
    endAll();

    insert(2);

    assertEquals(2, count());
  }

  @Test
  void aChangeIsMadeAgainWhenItsConnectionEndedBeforeTheCommit() {
    sql.write("test.trigger", tx -> tx.update(END));
    sql.write(
        "test.trigger",
        tx ->
            tx.update(
                "create trigger ending after insert on note"
                    + " for each statement execute function ends()"));

    Fault fault = assertThrows(Fault.class, () -> insert(1));

    assertEquals(FaultKind.UNAVAILABLE, fault.kind());
    assertTrue(fault.getMessage().contains("nothing was done"), fault.getMessage());
    assertEquals(2, runs.get());
    assertEquals(0, count());
  }

  @Test
  void aChangeWhoseCommitGotNoAnswerIsNotMadeAgain() {
    sql.write("test.trigger", tx -> tx.update(END));
    sql.write(
        "test.trigger",
        tx ->
            tx.update(
                "create constraint trigger ending after insert on note"
                    + " deferrable initially deferred for each row execute function ends()"));

    Fault fault = assertThrows(Fault.class, () -> insert(1));

    assertEquals(FaultKind.UNAVAILABLE, fault.kind());
    assertTrue(fault.getMessage().contains("may have been committed"), fault.getMessage());
    assertEquals(1, runs.get());
    assertEquals(0, count());
  }

  @Test
  void aServerWithoutTlsThatWasAskedForItCanStopAtOnce() {
    insert(1);

    assertTimeout(Duration.ofSeconds(20), () -> server.stop("fast"));

    server.start();
    insert(2);
    assertEquals(2, count());
  }
}
