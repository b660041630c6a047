package io.thoth.memory.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.config.Variables;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.sql.PgReplicated;
import io.thoth.memory.sql.PgVariables;
import io.thoth.memory.sql.ReplicaHealth.State;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.thoth.memory.support.Command;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.Replicated;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The replicas of the deployment are replicas, and the program finds them. */
class ReplicaComposeTest {
  private static SqlConfig store(Map<String, String> dotEnv) throws IOException {
    Variables variables = Variables.of(Compose.with(dotEnv).environment("letta"));
    return NodeConfig.of(variables, Path.of("home")).store();
  }

  @Test
  void theNumberOfReplicasLetsTheServiceLookForThem() throws IOException {
    PgReplicated both =
        assertInstanceOf(PgReplicated.class, store(Map.of("POSTGRES_REPLICAS", "2")));

    PgConfig replica = both.replicas().getFirst();
    assertEquals("postgres-replica", replica.host());
    assertEquals(both.primary().port(), replica.port());
    assertEquals(both.primary().database(), replica.database());
    assertEquals(both.primary().user(), replica.user());
    assertEquals(both.primary().password(), replica.password());
    assertInstanceOf(PgConfig.class, store(Map.of()));
  }

  @Test
  void replicasAreThePrimarysTwinsAndHaveNoNameOrPortInCommon() throws IOException {
    Compose compose = Compose.with(Map.of("POSTGRES_REPLICAS", "2"));
    JsonNode replica = compose.service("postgres-replica");
    JsonNode primary = compose.service("postgres");
    Map<String, String> environment = compose.environment("postgres-replica");

    assertEquals(2, replica.at("/deploy/replicas").asInt());
    assertTrue(replica.path("container_name").isMissingNode());
    assertTrue(replica.path("ports").isMissingNode());
    assertEquals(primary.path("image"), replica.path("image"));
    assertEquals(primary.at("/command/2"), replica.at("/command/2"));
    assertEquals(
        compose.environment("postgres").get("POSTGRES_PASSWORD"),
        environment.get("POSTGRES_PASSWORD"));
    assertEquals(
        "host=postgres port=5432 user=" + compose.environment("postgres").get("POSTGRES_USER"),
        environment.get("PRIMARY"));
    String[] script = compose.parts("postgres-replica", "volumes").getFirst();
    assertEquals(replica.at("/entrypoint/1").asText(), script[1]);
  }

  @Test
  void theScriptMakesAReplicaThatTheProgramUses() {
    try (Postgres primary = new Postgres("fsync=off");
        Postgres replica = primary.replicaBy(Path.of("conf/postgres/replica.sh"))) {
      Map<String, String> settings = new HashMap<>(primary.settings("thoth_memory"));
      settings.put("LETTA_PG_REPLICA_URIS", replica.uri());
      try (Sql sql = PgVariables.store(Variables.of(settings)).orElseThrow().open()) {
        Replicated.awaitState(sql, State.READY);

        assertEquals("t", replica.ask("select pg_is_in_recovery()"));
      }
    }
  }

  @Test
  void theScriptOfThePrimaryLetsReplicasInWithThePassword() {
    try (Postgres primary = new Postgres("fsync=off")) {
      Map<String, String> environment =
          Map.of(
              "PGHOST", "127.0.0.1",
              "PGPORT", String.valueOf(primary.port()),
              "PGDATA", primary.dataFolder().toString(),
              "POSTGRES_USER", "postgres",
              "POSTGRES_DB", "postgres",
              "LETTA_PG_SCHEMA", "thoth_memory");
      Path here = Path.of("").toAbsolutePath();
      List<String> script = List.of("bash", "conf/postgres/init.sh");
      new Command(script, here, environment, Duration.ofSeconds(30)).run();

      String rules =
          primary.ask(
              "select database, user_name, address, auth_method, error from pg_hba_file_rules"
                  + " order by line_number desc limit 1");

      assertEquals("{replication}|{postgres}|all|scram-sha-256|", rules);
    }
  }
}
