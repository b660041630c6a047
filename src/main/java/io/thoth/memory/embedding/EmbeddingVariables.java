package io.thoth.memory.embedding;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.util.Locale;

/** Reads which embedder to use from the settings. */
public final class EmbeddingVariables {
  private static final String EMBEDDER = "THOTH_EMBEDDER";
  private static final String MODEL = "THOTH_EMBEDDING_MODEL";
  private static final String BASE = "OPENAI_API_BASE";
  private static final String BASE_URL = "OPENAI_BASE_URL";
  private static final String KEY = "OPENAI_API_KEY";
  private static final String DIMENSIONS = "THOTH_EMBEDDING_DIMENSIONS";
  private static final String THREADS = "THOTH_EMBEDDING_THREADS";

  private EmbeddingVariables() {}

  public static EmbeddingConfig read(Variables variables) {
    String provider = variables.text(EMBEDDER).orElse("local").toLowerCase(Locale.ROOT);
    EmbeddingConfig usual =
        switch (provider) {
          case "local" -> EmbeddingConfig.local();
          case "openai" -> openAi(variables);
          case "none" -> EmbeddingConfig.none();
          default -> throw variables.bad(provider, "local, openai or none", EMBEDDER);
        };
    int dimensions = variables.number(usual.dimensions(), 0, 4_096, DIMENSIONS);
    int threads = variables.number(usual.threads(), 1, 64, THREADS);
    try {
      return new EmbeddingConfig(
          usual.provider(),
          usual.model(),
          usual.baseUrl(),
          usual.key(),
          dimensions,
          threads,
          usual.queueLimit(),
          usual.timeout());
    } catch (IllegalArgumentException e) {
      throw new ConfigFault(DIMENSIONS + "='" + dimensions + "' does not fit: " + e.getMessage());
    }
  }

  private static EmbeddingConfig openAi(Variables variables) {
    String base = variables.text(BASE, BASE_URL).orElse("https://api.openai.com/v1");
    String model = variables.text(MODEL).orElse("text-embedding-3-small");
    try {
      return EmbeddingConfig.openAi(base, model, variables.text(KEY).orElse(""));
    } catch (IllegalArgumentException e) {
      throw new ConfigFault(
          EMBEDDER
              + "=openai needs "
              + BASE
              + ", "
              + MODEL
              + " and "
              + KEY
              + " that fit: "
              + e.getMessage());
    }
  }
}
