package io.thoth.memory.support;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.Variables;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.PgVariables;
import io.thoth.memory.sql.ReplicaHealth;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A real PostgreSQL server and a real replica of it that streams from it. */
public final class Replicated implements AutoCloseable {
  private static final long PATIENCE = 60_000_000_000L;

  public final Postgres primary;
  public final Postgres replica;

  private static final class Shared {
    static final Replicated SERVERS = new Replicated();
  }

  /** The pair that suites of contracts share; nobody pauses or stops it. */
  public static Replicated shared() {
    return Shared.SERVERS;
  }

  /**
   * @param settings lines of the replica's configuration
   */
  public Replicated(String... settings) {
    primary = new Postgres("fsync=off");
    replica = primary.replica(settings);
  }

  /** The settings of a program that uses both. */
  public Map<String, String> settings(String schema) {
    Map<String, String> settings = new HashMap<>(primary.settings(schema));
    settings.put("LETTA_PG_REPLICA_URIS", replica.uri());
    return settings;
  }

  public SqlConfig config(String schema) {
    return PgVariables.store(Variables.of(settings(schema))).orElseThrow();
  }

  /** A store with the program's tables, whose replica is in use. */
  public Sql store(String schema) {
    Sql sql = config(schema).open();
    sql.migrate(Migrations.of(sql.dialect()));
    awaitState(sql, ReplicaHealth.State.READY);
    return sql;
  }

  /** The replica goes on receiving changes and shows none of them. */
  public void pause() {
    replica.ask("select pg_wal_replay_pause()");
    await(
        () -> "paused".equals(replica.ask("select pg_get_wal_replay_pause_state()")),
        "replay is not paused");
  }

  public void resume() {
    replica.ask("select pg_wal_replay_resume()");
  }

  public static ReplicaHealth only(Sql sql) {
    return sql.replicas().getFirst();
  }

  public static void awaitState(Sql sql, ReplicaHealth.State state) {
    await(() -> only(sql).state() == state, "the replica does not become " + state);
  }

  /** Looks until it is so. */
  public static void await(BooleanSupplier condition, String complaint) {
    long end = System.nanoTime() + PATIENCE;
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, complaint);
      LockSupport.parkNanos(5_000_000);
    }
  }

  @Override
  public void close() {
    replica.close();
    primary.close();
  }
}
