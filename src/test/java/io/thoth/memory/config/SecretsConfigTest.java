package io.thoth.memory.config;

import static io.thoth.memory.config.Settings.config;
import static io.thoth.memory.config.Settings.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.node.NodeConfig;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords and other secrets among the settings. */
class SecretsConfigTest {
  @ParameterizedTest
  @CsvSource({
    "LETTA_SERVER_SECURE, LETTA_SERVER_PASSWORD",
    "LETTA_SERVER_SECURE, LETTA_SERVER_PASS",
    "SECURE, LETTA_SERVER_PASSWORD",
    "SECURE, LETTA_SERVER_PASS",
    "LETTA_SECURE_MODE, LETTA_SERVER_PASSWORD",
    "LETTA_SECURE_MODE, LETTA_SERVER_PASS"
  })
  void everySpellingOfThePairSecures(String secure, String password) {
    NodeConfig config = config(secure, "true", password, "secret");

    assertEquals(Optional.of("secret"), config.access().password());
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "True", "1", "yes", "on", " true "})
  void secureMayBeSaidInManyWays(String value) {
    assertTrue(config("SECURE", value, "LETTA_SERVER_PASSWORD", "secret").access().secure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "0", "no", "off"})
  void aPasswordThatIsTurnedOffIsNotAskedFor(String value) {
    assertFalse(config("SECURE", value, "LETTA_SERVER_PASSWORD", "secret").access().secure());
  }

  @ParameterizedTest
  @ValueSource(strings = {"SECURE", "LETTA_SERVER_SECURE", "LETTA_SECURE_MODE"})
  void secureWithoutAPasswordIsRefused(String secure) {
    String message = refusal(secure, "true");

    assertTrue(message.startsWith(secure + " is on, but LETTA_SERVER_PASSWORD"), message);
    assertEquals(message, refusal(secure, "true", "LETTA_SERVER_PASSWORD", " "));
  }

  @ParameterizedTest
  @ValueSource(strings = {"LETTA_SERVER_PASSWORD", "LETTA_SERVER_PASS"})
  void aPasswordThatNothingAsksForIsRefused(String password) {
    String message = refusal(password, "hunter2");

    assertTrue(message.startsWith(password + " is set, but LETTA_SERVER_SECURE"), message);
    assertFalse(message.contains("hunter2"), message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pässword", "pass\tword", "пароль"})
  void aPasswordThatNoHeaderCanCarryIsRefusedUnprinted(String password) {
    String message = refusal("SECURE", "true", "LETTA_SERVER_PASS", password);

    assertTrue(message.startsWith("LETTA_SERVER_PASS must"), message);
    assertFalse(message.contains(password), message);
  }

  @Test
  void aDatabaseIsUsedWhenOneIsNamedAndItsPasswordIsNotPrinted() {
    NodeConfig config = config("LETTA_PG_URI", "postgresql://letta:hunter2@db:5433/memory");

    assertEquals("postgresql://letta@db:5433/memory schema thoth_memory", config.store().shown());
    assertFalse(config.toString().contains("hunter2"), config.toString());
  }

  @Test
  void twoPasswordsThatDifferAreRefusedUnprinted() {
    String message =
        refusal(
            "SECURE", "true", "LETTA_SERVER_PASSWORD", "hunter2", "LETTA_SERVER_PASS", "hunter3");

    assertFalse(message.contains("hunter"), message);
  }

  @Test
  void secretsAreNeverPrinted() {
    NodeConfig config =
        config(
            "SECURE", "true",
            "LETTA_SERVER_PASSWORD", "hunter2",
            "THOTH_EMBEDDER", "openai",
            "OPENAI_API_KEY", "sk-secret");

    assertFalse(config.toString().contains("hunter2"), config::toString);
    assertFalse(config.toString().contains("sk-secret"), config::toString);
  }
}
