package io.thoth.memory.sql;

import static io.thoth.memory.support.Replicated.awaitState;
import static io.thoth.memory.support.Replicated.only;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.Variables;
import io.thoth.memory.sql.ReplicaHealth.State;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is no replica of the primary is never read from, and the operator hears why. */
class PostgresReplicaRefusalTest {
  private static Sql open(Postgres primary, String replica) {
    String schema = Postgres.freshSchema();
    Map<String, String> settings =
        Map.of(
            "LETTA_PG_URI", primary.uri(),
            "LETTA_PG_SCHEMA", schema,
            "LETTA_PG_REPLICA_URIS", replica);
    Sql sql = PgVariables.store(Variables.of(settings)).orElseThrow().open();
    sql.migrate(Migrations.in("db/empty"));
    return sql;
  }

  private static void assertRefused(Sql sql, String why) {
    awaitState(sql, State.REFUSED);

    long one = sql.readAnywhere("test.one", tx -> tx.number("select 1"));
    assertEquals(1, one);
    ReplicaHealth replica = only(sql);
    assertEquals(0, replica.reads());
    assertFalse(replica.isWell());
    assertTrue(replica.detail().contains(why), replica::toString);
  }

  @Test
  void thePrimaryItselfIsNoReplica() {
    Postgres server = Postgres.shared();
    try (Sql sql = open(server, server.uri())) {
      assertRefused(sql, "it is no standby");
    }
  }

  @Test
  void aStandbyOfAnotherServerIsNoReplica() {
    try (Sql sql = open(Postgres.shared(), Replicated.shared().replica.uri())) {
      assertRefused(sql, "it is a standby of another server");
    }
  }

  @Test
  void anotherDatabaseOfTheReplicaIsNoReplica() {
    Replicated servers = Replicated.shared();
    servers.primary.ask("create database elsewhere");
    String elsewhere = servers.replica.uri().replaceFirst("postgres$", "elsewhere");
    try (Sql sql = open(servers.primary, elsewhere)) {
      assertRefused(sql, "it is another database");
    }
  }

  @Test
  void oneThatWasMadeAPrimaryIsUsedNoMore() {
    try (Replicated servers = new Replicated();
        Sql sql = open(servers.primary, servers.replica.uri())) {
      sql.write("test.table", tx -> tx.update("create table note (id bigint primary key)"));
      awaitState(sql, State.READY);

      servers.replica.ask("select pg_promote()");
      sql.write("test.insert", tx -> tx.update("insert into note values (1)"));

      long count = sql.readAnywhere("test.count", tx -> tx.number("select count(*) from note"));
      assertEquals(1, count);
      awaitState(sql, State.REFUSED);
      assertTrue(only(sql).detail().contains("it is no standby"), only(sql)::toString);
    }
  }
}
