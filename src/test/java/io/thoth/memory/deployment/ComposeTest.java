package io.thoth.memory.deployment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.config.Variables;
import io.thoth.memory.json.Json;
import io.thoth.memory.node.NodeConfig;
import io.thoth.memory.sql.PgConfig;
import io.thoth.memory.support.Command;
import io.thoth.memory.support.Postgres;
import io.thoth.memory.support.TestNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The files of the deployment say of the program what is true. */
class ComposeTest {
  private static final int PORT = 8283;
  private static final Pattern METRIC = Pattern.compile("\\bthoth_[a-z_]+");

  private static Map<String, String> of(String service) throws IOException {
    return Compose.with(Map.of()).environment(service);
  }

  private static NodeConfig config(Map<String, String> dotEnv) throws IOException {
    return NodeConfig.of(Variables.of(Compose.with(dotEnv).environment("letta")), Path.of("home"));
  }

  /** What the program reads, whatever is set; the last is read by its launcher. */
  private static Set<String> settings() {
    Map<String, String> all =
        Map.of("LETTA_PG_HOST", "db", "THOTH_EMBEDDER", "openai", "LETTA_REDIS_HOST", "redis");
    Variables variables = Variables.of(all);
    NodeConfig.of(variables, Path.of("home"));
    Set<String> settings = new TreeSet<>(variables.asked());
    settings.add("THOTH_JAVA_OPTS");
    return settings;
  }

  @Test
  void everyVariableOfTheServiceIsASettingOfTheProgram() throws IOException {
    Set<String> unknown = new TreeSet<>(of("letta").keySet());

    unknown.removeAll(settings());

    assertEquals(Set.of(), unknown);
  }

  @Test
  void everyVariableOfTheExampleIsUsedAndEveryOneUsedIsInTheExample() throws IOException {
    assertEquals(
        new TreeSet<>(Compose.example().keySet()), new TreeSet<>(Compose.variables().keySet()));
  }

  @Test
  void theExampleAndItsDefaultsStart() throws IOException {
    Map<String, String> example = new HashMap<>(Compose.example());
    example.put("LETTA_PORT", "9000");

    NodeConfig defaults = config(Map.of());
    NodeConfig configured = config(example);

    PgConfig database = (PgConfig) defaults.store();
    assertEquals("thoth_memory", database.schema());
    assertEquals("postgres", database.host());
    assertEquals(25, database.pool());
    assertEquals(database.pool(), ((PgConfig) configured.store()).pool());
    assertTrue(!defaults.access().secure());
  }

  @Test
  void whatIsSetForProductionTakesEffect() throws IOException {
    Map<String, String> production =
        Map.of(
            "LETTA_SERVER_PASSWORD", "your_secure_password",
            "LETTA_SECURE_MODE", "true",
            "LETTA_POOL_SIZE", "100",
            "LETTA_PG_POOL_SIZE", "50",
            "LETTA_PG_MAX_OVERFLOW", "100",
            "LETTA_DB_PASSWORD", "complex:secure@/password",
            "LETTA_CORS_ORIGINS", "https://app.example.com",
            "LETTA_LOG_LEVEL", "warning");

    NodeConfig config = config(production);

    PgConfig database = (PgConfig) config.store();
    assertEquals(List.of(50, 100), List.of(database.pool(), database.overflow()));
    assertEquals("complex:secure@/password", database.password());
    assertTrue(config.access().password().filter("your_secure_password"::equals).isPresent());
    assertEquals(List.of("https://app.example.com"), config.http().corsOrigins());
    assertEquals("WARN", config.logLevel());
    assertEquals(100, ((PgConfig) config(Map.of("LETTA_POOL_SIZE", "100")).store()).pool());
  }

  @Test
  void serviceAndDatabaseAgreeOnTheDatabase() throws IOException {
    Map<String, String> service = of("letta");
    Map<String, String> database = of("postgres");

    assertEquals(database.get("POSTGRES_DB"), service.get("LETTA_PG_DB"));
    assertEquals(database.get("POSTGRES_USER"), service.get("LETTA_PG_USER"));
    assertEquals(database.get("POSTGRES_PASSWORD"), service.get("LETTA_PG_PASSWORD"));
    assertEquals(database.get("LETTA_PG_SCHEMA"), service.get("LETTA_PG_SCHEMA"));
    assertEquals("redis", URI.create(service.get("REDIS_URL")).getHost());
    assertTrue(Compose.with(Map.of()).services().containsAll(Set.of("postgres", "redis")));
  }

  @Test
  void portsVolumesNamesAndProfilesAreTheOnesPromised() throws IOException {
    Compose compose = Compose.with(Map.of());
    Map<String, List<String>> ports = new HashMap<>();
    for (String service : compose.services()) {
      compose
          .parts(service, "ports")
          .forEach(
              port -> ports.put(service, List.of(port[port.length - 2], port[port.length - 1])));
    }

    assertEquals(List.of("8283", String.valueOf(PORT)), ports.get("letta"));
    assertEquals(List.of("8284", "80"), ports.get("nginx"));
    assertEquals(List.of("5433", "5432"), ports.get("postgres"));
    assertEquals(List.of("6380", "6379"), ports.get("redis"));
    assertEquals(List.of("9090", "9090"), ports.get("prometheus"));
    assertEquals("letta-memory-service", compose.tree().path("name").asText());
    assertEquals("letta", compose.service("letta").path("container_name").asText());
    assertEquals("letta-postgres", compose.service("postgres").path("container_name").asText());
    assertEquals("proxy", compose.service("nginx").at("/profiles/0").asText());
    assertEquals("monitoring", compose.service("prometheus").at("/profiles/0").asText());
    assertEquals("monitoring", compose.service("grafana").at("/profiles/0").asText());
    assertEquals("replicas", compose.service("postgres-replica").at("/profiles/0").asText());
    for (String always : List.of("letta", "postgres", "redis")) {
      assertTrue(compose.service(always).path("profiles").isMissingNode());
    }
  }

  /** A fixed name or port would be taken by the first of them. */
  @Test
  void severalInstancesHaveNoNameOrPortInCommon() throws IOException {
    Compose compose = Compose.with(Map.of("LETTA_CONTAINER", "", "LETTA_PORT", ""));

    assertEquals("null", compose.service("letta").path("container_name").asText());
    assertEquals("127.0.0.1::8283", compose.service("letta").at("/ports/0").asText());
  }

  @Test
  void everyMountIsAVolumeOrAFileThatExists() throws IOException {
    Compose compose = Compose.with(Map.of());
    Set<String> declared = new HashSet<>();
    compose.tree().path("volumes").fieldNames().forEachRemaining(declared::add);
    Set<String> used = new HashSet<>();
    for (String service : compose.services()) {
      for (String[] mount : compose.parts(service, "volumes")) {
        if (mount[0].startsWith("./")) {
          assertTrue(Files.exists(Path.of(mount[0])), mount[0]);
        } else {
          used.add(mount[0]);
        }
      }
    }
    assertEquals(declared, used);
    assertTrue(used.contains("letta_postgres_data"));
    String data = compose.parts("letta", "volumes").getFirst()[1];
    assertEquals(data, Dockerfile.read().environment().get("THOTH_DATA_DIR"));
    assertEquals(data, Dockerfile.read().only("VOLUME").text());
  }

  @Test
  void theImageListensWhereItIsAskedAndRunsAsNobodySpecial() throws IOException {
    Dockerfile image = Dockerfile.read();
    NodeConfig config = NodeConfig.of(Variables.of(image.environment()), Path.of("home"));

    assertEquals(PORT, config.http().port());
    assertEquals("0.0.0.0", config.http().host());
    assertEquals(String.valueOf(PORT), image.only("EXPOSE").text());
    assertEquals(PORT, URI.create(image.healthUrl()).getPort());
    assertNotEquals("root", image.only("USER").text());
    assertTrue(image.only("FROM").text().startsWith("eclipse-temurin:25-jdk "));
    assertTrue(Files.readString(Path.of("pom.xml")).contains(">25</maven.compiler.release>"));
  }

  @Test
  void whatIsCopiedIntoTheImageIsThereAndSentToTheBuild() throws IOException {
    List<String> sent = Files.readAllLines(Path.of(".dockerignore"));
    for (Dockerfile.Instruction copy : Dockerfile.read().instructions()) {
      if (copy.name().equals("COPY") && !copy.text().startsWith("--from")) {
        String source = copy.words().getFirst();
        assertTrue(Files.exists(Path.of(source)), source);
        assertTrue(sent.contains("!" + source), source);
      }
    }
    assertTrue(Files.readString(Path.of("pom.xml")).contains("<finalName>thoth-memory<"));
  }

  @Test
  void proxyAndPrometheusAskTheServiceOnItsPort() throws IOException {
    String nginx = Files.readString(Path.of("nginx/nginx.conf"));
    JsonNode scraped =
        Compose.yaml("conf/prometheus/prometheus.yml").at("/scrape_configs/0/dns_sd_configs/0");
    JsonNode source = Compose.yaml("conf/grafana/provisioning/datasources/prometheus.yml");
    JsonNode boards = Compose.yaml("conf/grafana/provisioning/dashboards/thoth.yml");

    assertEquals(
        Set.of("http://letta:" + PORT),
        Set.copyOf(
            Pattern.compile("http://[a-z0-9:]+")
                .matcher(nginx)
                .results()
                .map(r -> r.group())
                .toList()));
    assertEquals(PORT, scraped.path("port").asInt());
    assertEquals("letta", scraped.at("/names/0").asText());
    assertEquals("http://prometheus:9090", source.at("/datasources/0/url").asText());
    String folder = boards.at("/providers/0/options/path").asText();
    assertTrue(
        Compose.with(Map.of()).parts("grafana", "volumes").stream()
            .anyMatch(mount -> mount[1].equals(folder)));
  }

  @Test
  void healthAndMetricsAreWhereTheyAreLookedForAndEveryMetricOfTheDashboardIsTold()
      throws IOException {
    String health = URI.create(Dockerfile.read().healthUrl()).getPath();
    String metrics =
        Compose.yaml("conf/prometheus/prometheus.yml")
            .at("/scrape_configs/0/metrics_path")
            .asText();
    String dashboard = Files.readString(Path.of("conf/grafana/dashboards/thoth-memory.json"));
    Set<String> shown = new TreeSet<>();
    METRIC.matcher(dashboard).results().forEach(found -> shown.add(found.group()));
    try (TestNode node = TestNode.start()) {
      node.get("/v1/blocks/count");

      assertEquals(200, node.get(health).status());
      String told = node.get(metrics).body();

      assertEquals(8, Json.raw().readTree(dashboard).path("panels").size());
      shown.removeIf(name -> Pattern.compile("(?m)^" + name + "[ {]").matcher(told).find());
      assertEquals(Set.of(), shown);
      for (String label : List.of("operation=", "outcome=", "method=", "status=")) {
        assertTrue(told.contains(label), label);
      }
    }
  }

  @Test
  void theScriptOfTheDatabaseMakesTheSchemaAndPsqlLooksThere() throws IOException {
    Postgres server = Postgres.shared();
    String schema = Postgres.freshSchema();
    Map<String, String> environment =
        Map.of(
            "PGHOST", "127.0.0.1",
            "PGPORT", String.valueOf(server.port()),
            "POSTGRES_USER", "postgres",
            "POSTGRES_DB", "postgres",
            "LETTA_PG_SCHEMA", schema);
    Path here = Path.of("").toAbsolutePath();
    try {
      bash(here, environment, "conf/postgres/init.sh");
      Postgres.store(schema).close();

      String told =
          bash(here, environment, "-c", "psql -U postgres -d postgres -c '\\dt+ " + schema + ".*'");

      assertTrue(told.contains("passage_vector") && told.contains("journal"), told);
      String path = bash(here, environment, "-c", "psql -U postgres -Atc 'show search_path'");
      assertEquals(schema + ", public", path.strip());
    } finally {
      bash(
          here,
          environment,
          "-c",
          "psql -U postgres -c 'alter role postgres in database postgres reset search_path'");
    }
  }

  private static String bash(Path here, Map<String, String> environment, String... words) {
    List<String> all = new java.util.ArrayList<>(List.of("bash"));
    all.addAll(List.of(words));
    return new Command(all, here, environment, Duration.ofSeconds(30)).run();
  }
}
