package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingConfig.Provider;
import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import io.thoth.memory.embedding.Health.Status;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddingConfigTest {
  private static final String URL = "https://example.org/v1";

  @Test
  void keyIsNeverPrinted() {
    EmbeddingConfig config = EmbeddingConfig.openAi(URL, "small", "sk-secret");

    String printed = config.toString();

    assertFalse(printed.contains("secret"), printed);
    assertTrue(printed.contains("key=****"), printed);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 1, 1, 1, dimensions",
    "65537, 1, 1, 1, dimensions",
    "0, 0, 1, 1, threads",
    "0, 65, 1, 1, threads",
    "0, 1, 0, 1, queueLimit",
    "0, 1, 1, 0, timeout",
    "0, 1, 1, 601, timeout"
  })
  void numberOutOfRangeIsRefusedByName(
      int dimensions, int threads, int queueLimit, int seconds, String name) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                new EmbeddingConfig(
                    Provider.OPENAI,
                    "small",
                    URL,
                    "",
                    dimensions,
                    threads,
                    queueLimit,
                    Duration.ofSeconds(seconds)));

    assertMessageNames(name, refusal);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "example.org/v1",
        "ftp://example.org",
        "http:///v1",
        "https://user:password@example.org/v1",
        "https://example.org/v1?version=1",
        "http://exa mple.org"
      })
  void baseUrlThatCannotWorkIsRefused(String url) {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> EmbeddingConfig.openAi(url, "small", ""));

    assertMessageNames("baseUrl", refusal);
  }

  @Test
  void keyThatCannotBeAHeaderIsRefused() {
    var refusal =
        assertThrows(
            IllegalArgumentException.class, () -> EmbeddingConfig.openAi(URL, "small", "a\nb"));

    assertMessageNames("key", refusal);
  }

  @Test
  void otherLocalModelIsRefused() {
    var refusal = assertThrows(IllegalArgumentException.class, () -> local("bge-small", 0));

    assertMessageNames("model", refusal);
  }

  @Test
  void otherDimensionOfTheLocalModelIsRefused() {
    var refusal =
        assertThrows(IllegalArgumentException.class, () -> local(EmbeddingConfig.LOCAL_MODEL, 768));

    assertMessageNames("dimensions", refusal);
  }

  @Test
  void withoutAProviderEveryCallSaysSo() {
    try (Embedder embedder = Embedder.open(EmbeddingConfig.none())) {
      var query = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("a"));
      var insert = assertThrows(EmbeddingUnavailable.class, () -> embedder.passages(List.of("a")));

      assertEquals(Reason.OFF, query.reason());
      assertEquals(Reason.OFF, insert.reason());
      assertEquals(Status.DOWN, embedder.health().status());
      assertEquals(0, embedder.dimensions());
      assertEquals(0, query.getStackTrace().length);
    }
  }

  private static EmbeddingConfig local(String model, int dimensions) {
    return new EmbeddingConfig(
        Provider.LOCAL, model, "", "", dimensions, 1, 1, Duration.ofSeconds(1));
  }

  private static void assertMessageNames(String name, Exception refusal) {
    assertTrue(String.valueOf(refusal.getMessage()).startsWith(name + ": "), refusal.getMessage());
  }
}
