package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.BUSY;
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
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;

/**
 * A model behind any server with OpenAI's {@code POST /embeddings}: OpenAI itself, Ollama, vLLM, LM
 * Studio. It never repeats a request, the caller does that later; while the provider fails it says
 * so at once, and tries in the background whether it works again, so that no caller has to wait for
 * that. Safe for all threads.
 */
final class OpenAiEmbedder implements Embedder {
  private static final String HANDLE = "openai/";

  /** Texts in one request, which all known servers take. */
  private static final int MAX_TEXTS = 64;

  /** Bytes of an answer; 64 vectors of 4,096 numbers written out are 6 MB. */
  private static final long MAX_ANSWER = 64L << 20;

  private static final List<String> TRIAL = List.of("Is anybody there?");
  private static final long LOOK_NANOS = Duration.ofMillis(100).toNanos();

  private final EmbeddingConfig config;
  private final Circuit circuit;
  private final String name;
  private final URI endpoint;
  private final HttpClient http;
  private final Patience patience = new Patience();

  /** The calls for one text that wait: searches, and passages one by one. */
  private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();

  private final AtomicBoolean trying = new AtomicBoolean();
  private volatile long answered = System.nanoTime();
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
    return embed(List.of(text), ofSearch()).getFirst();
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

  private Duration ofSearch() {
    Duration wanted = patience.ofSearch();
    return config.timeout().compareTo(wanted) < 0 ? config.timeout() : wanted;
  }

  private List<float[]> embed(List<String> texts, Duration limit) throws EmbeddingUnavailable {
    if (closed) {
      throw new EmbeddingUnavailable(DOWN, "the embedder is closed");
    }
    circuit.requireClosed();
    return ask(texts, limit);
  }

  private List<float[]> ask(List<String> texts, Duration limit) throws EmbeddingUnavailable {
    HttpResponse<byte[]> response = send(texts, limit);
    int status = response.statusCode();
    if (status == 400 || status == 413 || status == 422) {
      circuit.succeeded();
      throw new EmbeddingUnavailable(REFUSED, said(response));
    }
    if (status != 200) {
      throw failed(said(response));
    }
    try {
      List<float[]> vectors =
          OpenAiProtocol.vectors(response.body(), texts.size(), config.dimensions());
      dimensions = vectors.getFirst().length;
      circuit.succeeded();
      return vectors;
    } catch (IllegalArgumentException wrong) {
      throw failed("the embedding provider's answer is wrong: " + wrong.getMessage());
    }
  }

  /** Waits for the whole answer; the client's own time limit would end with its headers. */
  private HttpResponse<byte[]> send(List<String> texts, Duration limit)
      throws EmbeddingUnavailable {
    long sent = System.nanoTime();
    CompletableFuture<HttpResponse<byte[]>> answer =
        http.sendAsync(
            request(OpenAiProtocol.request(name, texts)),
            BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_ANSWER));
    if (texts.size() == 1) {
      waiting.add(answer);
    }
    try {
      HttpResponse<byte[]> response = answer.get(limit.toNanos(), TimeUnit.NANOSECONDS);
      answered(texts, System.nanoTime() - sent);
      return response;
    } catch (TimeoutException late) {
      answer.cancel(true);
      throw silent(sent, "the provider did not answer within " + limit.toMillis() + " ms");
    } catch (CancellationException givenUp) {
      throw failed("the provider does not answer");
    } catch (InterruptedException stop) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new EmbeddingUnavailable(DOWN, "interrupted while waiting for the provider");
    } catch (ExecutionException failed) {
      throw failed("the embedding provider cannot be reached: " + failed.getCause());
    } finally {
      waiting.remove(answer);
    }
  }

  private void answered(List<String> texts, long nanos) {
    answered = System.nanoTime();
    if (texts.size() == 1) {
      patience.took(nanos);
    }
  }

  /**
   * What an answer that did not come means: that there is much to do, when others were answered
   * meanwhile; else the provider has stopped, and nobody waits any longer.
   */
  private EmbeddingUnavailable silent(long sent, String why) {
    if (answered - sent > 0) {
      return new EmbeddingUnavailable(BUSY, why);
    }
    EmbeddingUnavailable down = failed(why);
    waiting.forEach(call -> call.cancel(true));
    return down;
  }

  private EmbeddingUnavailable failed(String why) {
    EmbeddingUnavailable down = circuit.failed(why);
    if (trying.compareAndSet(false, true)) {
      Thread.ofVirtual().name("embedding-trial").start(this::tryUntilItWorks);
    }
    return down;
  }

  private void tryUntilItWorks() {
    while (!closed && circuit.health().status() == Health.Status.DOWN) {
      LockSupport.parkNanos(LOOK_NANOS);
      tryOnce();
    }
    trying.set(false);
    if (!closed && circuit.health().status() == Health.Status.DOWN) {
      failed(circuit.health().reason()); // it failed again just before
    }
  }

  private void tryOnce() {
    try {
      circuit.enter();
      ask(TRIAL, ofSearch());
    } catch (EmbeddingUnavailable notYet) {
      // Whoever asks hears of it.
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
