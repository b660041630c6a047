package io.thoth.memory.models;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogTest {
  private final Catalog catalog = new Catalog(new Handle("thoth", "e5-small-v2"), 384);

  @ParameterizedTest
  @CsvSource({
    "thoth, e5-small-v2, hugging-face",
    "thoth, of-another-version, hugging-face",
    "ollama, nomic, ollama",
    "unknown, model, openai"
  })
  void anEmbedderIsSpokenToAsItsProviderIs(String provider, String model, String type) {
    var config = catalog.embeddingConfig(new Handle(provider, model));

    assertEquals(type, config.get("embedding_endpoint_type"));
  }
}
