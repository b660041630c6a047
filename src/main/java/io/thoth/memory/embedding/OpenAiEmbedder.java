package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.DOWN;
import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.REFUSED;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A model behind any server with OpenAI's {@code POST /embeddings}: OpenAI itself, Ollama, vLLM, LM
 * Studio. It never repeats a request, the caller does that later; while the provider fails it says
 * so at once. Safe for all threads.
 */
final class OpenAiEmbedder implements Embedder {
  private static final String HANDLE = "openai/";

  /** Texts in one request, which all known servers take. */
  private static final int MAX_TEXTS = 64;

  /** Bytes of an answer; 64 vectors of 4,096 numbers written out are 6 MB. */
  private static final long MAX_ANSWER = 64L << 20;

  /** Longer than this a search does not wait for its vector: it goes by words alone. */
  private static final Duration SEARCHING = Duration.ofSeconds(2);

  private final EmbeddingConfig config;
  private final Circuit circuit;
  private final String name;
  private final URI endpoint;
  private final HttpClient http;
  private volatile int dimensions;
  private volatile boolean closed;

  OpenAiEmbedder(EmbeddingConfig config, Circuit circuit) {
    this.config = config;
    this.circuit = circuit;
    this.name = config.model().replaceFirst("^" + HANDLE, "");
    this.endpoint = URI.create(config.baseUrl().replaceFirst("/+$", "") + "/embeddings");
    this.dimensions = config.dimensions();
    // Over plain HTTP the client would ask for HTTP/2 by an upgrade, which some servers reject.
    this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  }

  @Override
  public String model() {
    return HANDLE + name;
  }

  @Override
  public int dimensions() {
    return dimensions;
  }

  @Override
  public Health health() {
    return closed ? Health.down("the embedder is closed") : circuit.health();
  }

  @Override
  public float[] query(String text) throws EmbeddingUnavailable {
    Duration patience = config.timeout().compareTo(SEARCHING) < 0 ? config.timeout() : SEARCHING;
    return embed(List.of(text), patience).getFirst();
  }

  @Override
  public List<float[]> passages(List<String> texts) throws EmbeddingUnavailable {
    List<float[]> vectors = new ArrayList<>(texts.size());
    for (int from = 0; from < texts.size(); from += MAX_TEXTS) {
      vectors.addAll(
          embed(texts.subList(from, Math.min(texts.size(), from + MAX_TEXTS)), config.timeout()));
    }
    return List.copyOf(vectors);
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
    http.close();
  }

  private List<float[]> embed(List<String> texts, Duration patience) throws EmbeddingUnavailable {
    if (closed) {
      throw new EmbeddingUnavailable(DOWN, "the embedder is closed");
    }
    circuit.enter();
    HttpResponse<byte[]> response = send(OpenAiProtocol.request(name, texts), patience);
    int status = response.statusCode();
    if (status == 400 || status == 413 || status == 422) {
      circuit.succeeded();
      throw new EmbeddingUnavailable(REFUSED, said(response));
    }
    if (status != 200) {
      throw circuit.failed(said(response));
    }
    try {
      List<float[]> vectors =
          OpenAiProtocol.vectors(response.body(), texts.size(), config.dimensions());
      dimensions = vectors.getFirst().length;
      circuit.succeeded();
      return vectors;
    } catch (IllegalArgumentException wrong) {
      throw circuit.failed("the embedding provider's answer is wrong: " + wrong.getMessage());
    }
  }

  /** Waits for the whole answer; the client's own time limit would end with its headers. */
  private HttpResponse<byte[]> send(byte[] body, Duration patience) throws EmbeddingUnavailable {
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request(body), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    try {
      return answer.get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw circuit.failed(
          "the embedding provider did not answer within " + patience.toMillis() + " ms");
    } catch (InterruptedException stop) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EmbeddingUnavailable(DOWN, "interrupted while waiting for the provider");
    } catch (ExecutionException failed) {
      throw circuit.failed("the embedding provider cannot be reached: " + failed.getCause());
    }
  }

  private HttpRequest request(byte[] body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoint)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofByteArray(body));
    if (!config.key().isEmpty()) {
      request.header("Authorization", "Bearer " + config.key());
    }
    return request.build();
  }

  private String said(HttpResponse<byte[]> response) {
    String message = OpenAiProtocol.error(response.body());
    String shown = config.key().isEmpty() ? message : message.replace(config.key(), "****");
    return "the embedding provider answered " + response.statusCode() + ": " + shown;
  }
}
