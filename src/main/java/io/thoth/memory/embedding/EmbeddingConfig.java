package io.thoth.memory.embedding;

import java.net.URI;
import java.time.Duration;

/**
 * Which embedder, and its limits. A value out of range is refused here, with a message that begins
 * with the component's name.
 *
 * @param model for a provider the name it knows the model by; {@code openai/} in front is dropped
 * @param baseUrl what {@code /embeddings} is appended to, such as {@code
 *     https://api.openai.com/v1}; empty for the other providers
 * @param key bearer key, empty for a server that wants none; never printed
 * @param dimensions length of a vector, 0 to take what the first answer has
 * @param threads threads of the local model
 * @param queueLimit texts that may wait for the local model, once for queries and once for passages
 * @param timeout longest wait of a call for one text; a call with many gets a little more for each
 */
public record EmbeddingConfig(
    Provider provider,
    String model,
    String baseUrl,
    String key,
    int dimensions,
    int threads,
    int queueLimit,
    Duration timeout) {

  /** Where vectors come from. */
  public enum Provider {
    /** The model inside this program. */
    LOCAL,
    /** Any server with OpenAI's {@code POST /embeddings}. */
    OPENAI,
    /** Nowhere: search by words alone. */
    NONE
  }

  public static final String LOCAL_MODEL = "thoth/e5-small-v2";
  public static final int DEFAULT_QUEUE_LIMIT = 1_024;
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(10);
  private static final int MAX_THREADS = 64;
  private static final int MAX_DIMENSIONS = 65_536;
  private static final Duration MAX_TIMEOUT = Duration.ofMinutes(10);

  public EmbeddingConfig {
    require(0 <= dimensions && dimensions <= MAX_DIMENSIONS, "dimensions: 0 to " + MAX_DIMENSIONS);
    require(1 <= threads && threads <= MAX_THREADS, "threads: 1 to " + MAX_THREADS);
    require(queueLimit >= 1, "queueLimit: at least 1");
    require(
        timeout.isPositive() && timeout.compareTo(MAX_TIMEOUT) <= 0,
        "timeout: more than 0 and at most " + MAX_TIMEOUT.toMinutes() + " minutes");
    require(key.chars().allMatch(c -> c > ' ' && c < 0x7f), "key: only visible ASCII characters");
    switch (provider) {
      case LOCAL -> {
        require(model.equals(LOCAL_MODEL), "model: the local one is " + LOCAL_MODEL);
        require(
            dimensions == 0 || dimensions == E5Model.DIMENSIONS,
            "dimensions: " + LOCAL_MODEL + " has " + E5Model.DIMENSIONS);
      }
      case OPENAI -> {
        require(!model.isBlank(), "model: must be given");
        require(
            isHttp(baseUrl),
            "baseUrl: must be an http or https URL without user, password and query");
      }
      case NONE -> {}
    }
  }

  /** The model inside this program. */
  public static EmbeddingConfig local() {
    return new EmbeddingConfig(
        Provider.LOCAL,
        LOCAL_MODEL,
        "",
        "",
        0,
        defaultThreads(),
        DEFAULT_QUEUE_LIMIT,
        DEFAULT_TIMEOUT);
  }

  /** A server that speaks OpenAI's protocol. */
  public static EmbeddingConfig openAi(String baseUrl, String model, String key) {
    return new EmbeddingConfig(
        Provider.OPENAI, model, baseUrl, key, 0, 1, DEFAULT_QUEUE_LIMIT, DEFAULT_TIMEOUT);
  }

  /** No vectors. */
  public static EmbeddingConfig none() {
    return new EmbeddingConfig(
        Provider.NONE, "", "", "", 0, 1, DEFAULT_QUEUE_LIMIT, DEFAULT_TIMEOUT);
  }

  /** As many as there are cores, at most 8: inference is all computing, one core per text. */
  public static int defaultThreads() {
    return Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 8);
  }

  @Override
  public String toString() {
    String masked = key.isEmpty() ? "" : "****";
    return "EmbeddingConfig[provider=%s, model=%s, baseUrl=%s, key=%s, dimensions=%d, "
            .formatted(provider, model, baseUrl, masked, dimensions)
        + "threads=%d, queueLimit=%d, timeout=%s]".formatted(threads, queueLimit, timeout);
  }

  private static boolean isHttp(String url) {
    try {
      URI uri = URI.create(url);
      return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
          && uri.getHost() != null
          && uri.getUserInfo() == null
          && uri.getQuery() == null;
    } catch (IllegalArgumentException notAUri) {
      return false;
    }
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
