package io.thoth.memory.config;

import static io.thoth.memory.config.Settings.HOME;
import static io.thoth.memory.config.Settings.config;
import static io.thoth.memory.config.Settings.line;
import static io.thoth.memory.config.Settings.refusal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.node.NodeConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every spelling of every setting has effect, and nothing that has none is taken in silence. */
class ConfigTest {
  @Test
  void withoutSettingsTheServerIsLocalAndOpen() {
    NodeConfig config = config();

    assertEquals("127.0.0.1", config.http().host());
    assertEquals(8283, config.http().port());
    assertEquals(20 << 20, config.http().maxBodyBytes());
    assertEquals(List.of(), config.http().corsOrigins());
    assertFalse(config.access().secure());
    assertEquals(HOME.resolve("data"), config.dataDir());
    assertEquals(EmbeddingConfig.Provider.LOCAL, config.embedding().provider());
    assertEquals("openai/gpt-4o-mini", config.usualModel().text());
    assertEquals("INFO", config.logLevel());
  }

  @Test
  void hostPortDataAndLimitsAreTaken() {
    NodeConfig config =
        config(
            "LETTA_SERVER_HOST", "0.0.0.0",
            "LETTA_SERVER_PORT", "9000",
            "THOTH_DATA_DIR", "/var/lib/thoth",
            "THOTH_MAX_BODY_BYTES", "1048576",
            "LETTA_DEFAULT_LLM_HANDLE", "ollama/llama3.1:8b/x",
            "THOTH_INDEX_BYTES", "1000000");

    assertEquals("0.0.0.0", config.http().host());
    assertEquals(9000, config.http().port());
    assertEquals(Path.of("/var/lib/thoth"), config.dataDir());
    assertEquals(1 << 20, config.http().maxBodyBytes());
    assertEquals("ollama/llama3.1:8b/x", config.usualModel().text());
    assertEquals(1_000_000, config.archival().indexBytes());
  }

  @Test
  void theOwnNamesOfHostAndPortAreTakenToo() {
    NodeConfig config = config("THOTH_HOST", "::1", "THOTH_PORT", "0");

    assertEquals("::1", config.http().host());
    assertEquals(0, config.http().port());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ACCEPTABLE_ORIGINS",
        "CORS_ORIGINS",
        "LETTA_CORS_ORIGINS",
        "LETTA_SERVER_CORS_ORIGINS"
      })
  void everySpellingOfTheOriginsIsTaken(String name) {
    assertEquals(
        List.of("https://app.example.com", "app://obsidian.md", "http://10.0.0.1:8080"),
        config(name, "https://app.example.com, app://obsidian.md,,http://10.0.0.1:8080,")
            .http()
            .corsOrigins());
    assertEquals(List.of("*"), config(name, "*").http().corsOrigins());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.com", "https://example.com/", "https://example.com/path", "https://*.example.com",
        "https://", "null", "https://a b", "https://a.example;https://b.example"
      })
  void whatIsNoOriginIsRefused(String origin) {
    String message = refusal("CORS_ORIGINS", "https://ok.example," + origin);

    assertTrue(message.startsWith("CORS_ORIGINS='" + origin + "' must be"), message);
  }

  @ParameterizedTest
  @CsvSource({
    "LETTA_LOG_LEVEL, DEBUG, DEBUG",
    "LOG_LEVEL, debug, DEBUG",
    "THOTH_LOG_LEVEL, Warn, WARN",
    "LOG_LEVEL, WARNING, WARN",
    "LOG_LEVEL, CRITICAL, ERROR",
    "LOG_LEVEL, trace, TRACE"
  })
  void everySpellingOfTheLogLevelIsTaken(String name, String value, String expected) {
    assertEquals(expected, config(name, value).logLevel());
  }

  @Test
  void theEmbedderIsChosen() {
    EmbeddingConfig openAi =
        config(
                "THOTH_EMBEDDER", "openai",
                "OPENAI_API_BASE", "http://localhost:11434/v1",
                "OPENAI_API_KEY", "sk-secret",
                "THOTH_EMBEDDING_MODEL", "nomic-embed-text",
                "THOTH_EMBEDDING_DIMENSIONS", "768")
            .embedding();

    assertEquals(EmbeddingConfig.Provider.OPENAI, openAi.provider());
    assertEquals("http://localhost:11434/v1", openAi.baseUrl());
    assertEquals("sk-secret", openAi.key());
    assertEquals("nomic-embed-text", openAi.model());
    assertEquals(768, openAi.dimensions());
    assertEquals(
        "http://localhost:1/v1",
        config("THOTH_EMBEDDER", "openai", "OPENAI_BASE_URL", "http://localhost:1/v1")
            .embedding()
            .baseUrl());
    assertEquals(
        EmbeddingConfig.Provider.NONE, config("THOTH_EMBEDDER", "NONE").embedding().provider());
    assertEquals(3, config("THOTH_EMBEDDING_THREADS", "3").embedding().threads());
  }

  @ParameterizedTest
  @CsvSource({
    "LETTA_SERVER_PORT, 65536",
    "LETTA_SERVER_PORT, -1",
    "LETTA_SERVER_PORT, 8283x",
    "LETTA_SERVER_PORT, 8283.0",
    "LETTA_SERVER_PORT, 99999999999",
    "THOTH_PORT, tcp://10.0.0.1:8283",
    "SECURE, maybe",
    "LETTA_SERVER_SECURE, 2",
    "LETTA_SECURE_MODE, enabled",
    "LOG_LEVEL, LOUD",
    "LETTA_LOG_LEVEL, 3",
    "THOTH_MAX_BODY_BYTES, 20MB",
    "THOTH_MAX_BODY_BYTES, 0",
    "THOTH_MAX_BODY_BYTES, -1",
    "THOTH_INDEX_BYTES, 1GB",
    "THOTH_INDEX_BYTES, -1",
    "THOTH_EMBEDDER, magic",
    "THOTH_EMBEDDING_THREADS, 0",
    "THOTH_EMBEDDING_DIMENSIONS, many",
    "LETTA_DEFAULT_LLM_HANDLE, gpt-4o",
    "LETTA_DEFAULT_LLM_HANDLE, openai/"
  })
  void aBadValueIsRefusedNamingTheVariable(String name, String value) {
    String message = refusal(name, value);

    assertTrue(message.startsWith(name), message);
    assertTrue(message.contains("'" + value + "'"), message);
  }

  @Test
  void embeddersThatCannotBeAreRefused() {
    String base = refusal("THOTH_EMBEDDER", "openai", "OPENAI_API_BASE", "localhost:11434");
    String key = refusal("THOTH_EMBEDDER", "openai", "OPENAI_API_KEY", "sk secret");
    String dimensions = refusal("THOTH_EMBEDDING_DIMENSIONS", "1000");

    assertTrue(base.contains("OPENAI_API_BASE"), base);
    assertTrue(key.contains("OPENAI_API_KEY"), key);
    assertFalse(key.contains("sk secret"), key);
    assertTrue(dimensions.contains("THOTH_EMBEDDING_DIMENSIONS"), dimensions);
  }

  @Test
  void aDataDirectoryThatIsNoPathIsRefused() {
    assertTrue(refusal("THOTH_DATA_DIR", "a\0b").startsWith("THOTH_DATA_DIR="));
  }

  @Test
  void anEmptyValueCountsAsNotSet() {
    NodeConfig config =
        config("LETTA_SERVER_PORT", "", "LOG_LEVEL", "  ", "CORS_ORIGINS", "", "SECURE", "");

    assertEquals(config().toString(), config.toString());
  }

  @Test
  void twoSpellingsOfOneSettingMustAgree() {
    assertEquals("DEBUG", config("LOG_LEVEL", "debug", "LETTA_LOG_LEVEL", "debug").logLevel());

    String message = refusal("LOG_LEVEL", "DEBUG", "LETTA_LOG_LEVEL", "INFO");

    assertEquals(
        "LETTA_LOG_LEVEL and LOG_LEVEL are the same setting but have different values", message);
  }

  @Test
  void theEnvironmentWinsOverTheFileUnderAnySpelling(@TempDir Path folder) throws IOException {
    Path file =
        Files.writeString(
            folder.resolve("thoth.properties"),
            """
            # a comment
            LOG_LEVEL = WARN
            LETTA_SERVER_PORT = 9000
            ACCEPTABLE_ORIGINS = https://a.example, \\
              https://b.example
            """);

    NodeConfig config =
        NodeConfig.of(Variables.read(file, Map.of("LETTA_LOG_LEVEL", "ERROR")), HOME);

    assertEquals("ERROR", config.logLevel());
    assertEquals(9000, config.http().port());
    assertEquals(List.of("https://a.example", "https://b.example"), config.http().corsOrigins());
  }

  @Test
  void aFileThatIsNotThereCountsAsEmpty(@TempDir Path folder) {
    Variables variables = Variables.read(folder.resolve("nothing"), Map.of());

    assertEquals(config().toString(), NodeConfig.of(variables, HOME).toString());
  }

  @Test
  void aFileThatCannotBeReadIsRefused(@TempDir Path folder) throws IOException {
    Path broken = Files.writeString(folder.resolve("broken"), "LOG_LEVEL = \\u12");

    for (Path file : List.of(broken, folder)) {
      String message = line(() -> Variables.read(file, Map.of()));

      assertTrue(message.startsWith(file + " cannot be read"), message);
    }
  }

  @Test
  void theFileThatComesWithTheProgramSetsNothing() {
    Variables variables = Variables.read(Path.of("conf", "thoth.properties"), Map.of());

    assertEquals(config().toString(), NodeConfig.of(variables, HOME).toString());
  }
}
