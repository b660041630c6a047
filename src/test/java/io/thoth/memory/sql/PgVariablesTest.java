package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every setting of PostgreSQL has effect or is refused with one line that shows no password. */
class PgVariablesTest {
  private static Optional<PgConfig> read(String... settings) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      environment.put(settings[i], settings[i + 1]);
    }
    return PgVariables.read(Variables.of(environment));
  }

  private static String refusal(String... settings) {
    String message =
        String.valueOf(assertThrows(ConfigFault.class, () -> read(settings)).getMessage());
    assertEquals(1, message.lines().count(), message);
    assertFalse(message.contains("hunter2"), message);
    return message;
  }

  @Test
  void nothingNamedIsNoDatabase() {
    assertEquals(Optional.empty(), read("LETTA_PG_POOL_SIZE", "5", "LETTA_PG_SCHEMA", "mine"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"postgres", "postgresql", "postgresql+asyncpg"})
  void everySpellingOfTheAddressNamesTheSameDatabase(String scheme) {
    PgConfig config =
        read("LETTA_PG_URI", scheme + "://ada:p%40ss+w%2Frd@db.example:6543/memory").orElseThrow();

    assertEquals("db.example", config.host());
    assertEquals(6543, config.port());
    assertEquals("memory", config.database());
    assertEquals("ada", config.user());
    assertEquals("p@ss+w/rd", config.password());
    assertEquals(PgTls.PREFER, config.tls());
  }

  @Test
  void whatIsNotNamedHasLettasDefaults() {
    PgConfig config = read("LETTA_PG_HOST", "db").orElseThrow();

    assertEquals("postgresql://letta@db:5432/letta schema thoth_memory", config.toString());
    assertEquals(25, config.pool());
    assertEquals(10, config.overflow());
    assertEquals(Duration.ofSeconds(30), config.patience());
  }

  @Test
  void eachPartMayBeASettingOfItsOwn() {
    PgConfig config =
        read(
                "LETTA_PG_HOST",
                "db",
                "LETTA_PG_PORT",
                "1234",
                "LETTA_PG_DB",
                "memory",
                "LETTA_PG_USER",
                "ada",
                "LETTA_PG_PASSWORD",
                "hunter2",
                "LETTA_PG_SCHEMA",
                "mine",
                "LETTA_PG_POOL_SIZE",
                "40",
                "LETTA_PG_MAX_OVERFLOW",
                "0",
                "LETTA_PG_POOL_TIMEOUT",
                "7")
            .orElseThrow();

    assertEquals("postgresql://ada@db:1234/memory schema mine", config.toString());
    assertEquals("hunter2", config.password());
    assertEquals(40, config.pool());
    assertEquals(0, config.overflow());
    assertEquals(Duration.ofSeconds(7), config.patience());
  }

  @ParameterizedTest
  @CsvSource({
    "sslmode=disable, DISABLE",
    "sslmode=require, REQUIRE",
    "ssl=require, REQUIRE",
    "sslmode=require&sslrootcert=pom.xml, VERIFY_CA",
    "sslmode=verify-ca, VERIFY_CA",
    "sslmode=verify-full&sslrootcert=system, VERIFY_FULL",
    "sslmode=verify-full, VERIFY_FULL"
  })
  void theAddressSaysHowItIsProtected(String query, PgTls tls) {
    assertEquals(tls, read("LETTA_PG_URI", "postgres://db/memory?" + query).orElseThrow().tls());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mysql://ada:hunter2@db/memory",
        "postgresql://ada:hun#ter2 hunter2@db/memory",
        "postgresql:memory",
        "postgresql://one,two:hunter2/memory",
        "postgresql://ada:hunter2@db/memory?sslmode=maybe",
        "postgresql://ada:hunter2@db/memory?target_session_attrs=any",
        "postgresql://ada:hunter2@db/memory?sslmode=verify-ca&sslrootcert=/no/such/file",
        "postgresql://ada:hunter2@db/memory?sslrootcert=pom.xml",
        "postgresql://ada:hunter2@db/memory?sslmode=require&sslrootcert=system",
        "postgresql://ada:hunter2@db/memory?sslcert=pom.xml",
        "postgresql://ada:hunter2@db/memory?sslmode=disable&sslcert=pom.xml&sslkey=pom.xml",
        "postgresql://ada:hunter2@db:99999/memory"
      })
  void anAddressThatCannotBeIsRefused(String uri) {
    assertTrue(refusal("LETTA_PG_URI", uri).startsWith("LETTA_PG_"));
  }

  @ParameterizedTest
  @CsvSource({
    "LETTA_PG_HOST, other",
    "LETTA_PG_PORT, 1",
    "LETTA_PG_DB, other",
    "LETTA_PG_USER, eve",
    "LETTA_PG_PASSWORD, hunter22",
    "LETTA_PG_SCHEMA, Robert'); drop",
    "LETTA_PG_SCHEMA, pg_temp",
    "LETTA_PG_POOL_SIZE, 3",
    "LETTA_PG_MAX_OVERFLOW, -1",
    "LETTA_PG_POOL_TIMEOUT, soon"
  })
  void whatContradictsTheAddressOrCannotBeIsRefused(String name, String value) {
    String message =
        refusal("LETTA_PG_URI", "postgresql://ada:hunter2@db:5432/memory", name, value);

    assertTrue(message.contains(name), message);
  }
}
