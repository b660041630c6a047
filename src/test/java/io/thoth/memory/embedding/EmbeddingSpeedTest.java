package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.Callers.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingConfig.Provider;
import io.thoth.memory.embedding.Health.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many texts of 30 tokens a second, and how soon the answer to one query. Run it with {@code
 * mvn test -Dtest=EmbeddingSpeedTest -Dsurefire.excludedGroups=} on a machine that does nothing
 * else.
 */
@Tag("bench")
class EmbeddingSpeedTest {
  /** 30 tokens with the model's prefix. */
  private static final String TEXT =
      "Caroline: we went hiking in the hills last weekend and the view from the top was simply"
          + " wonderful, number ";

  private static final int TEXTS = 640;

  private LocalEmbedder embedder = embedder(1);

  @AfterEach
  void close() {
    embedder.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void speedWithThreads(int threads) throws Exception {
    embedder.close();
    embedder = embedder(threads);
    await(() -> embedder.health().status() == Status.OK);
    textsPerSecond(4);

    double one = textsPerSecond(1);
    double many = textsPerSecond(32);
    long p50 = medianQueryMicros();

    System.out.printf(
        "embedding threads=%d texts_per_s_1_caller=%.0f texts_per_s_32_callers=%.0f"
            + " query_p50_ms=%.1f%n",
        threads, one, many, p50 / 1000.0);
    assertTrue(many > 0.7 * one, "waiting in the queue must not cost");
  }

  private double textsPerSecond(int callers) throws Exception {
    List<Future<Integer>> calls = new ArrayList<>();
    long start = System.nanoTime();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(insert(i, TEXTS / callers)));
      }
    }
    int texts = 0;
    for (Future<Integer> call : calls) {
      texts += call.get();
    }
    return texts * 1e9 / (System.nanoTime() - start);
  }

  private Callable<Integer> insert(int caller, int texts) {
    return () -> {
      for (int i = 0; i < texts; i++) {
        embedder.passages(List.of(TEXT + (caller + i) % 10));
      }
      return texts;
    };
  }

  private long medianQueryMicros() throws Exception {
    long[] micros = new long[200];
    for (int i = 0; i < micros.length; i++) {
      long start = System.nanoTime();
      embedder.query("Where did Caroline go hiking in week " + i + "?");
      micros[i] = (System.nanoTime() - start) / 1000;
    }
    Arrays.sort(micros);
    return micros[micros.length / 2];
  }

  private static LocalEmbedder embedder(int threads) {
    return new LocalEmbedder(
        new EmbeddingConfig(
            Provider.LOCAL,
            EmbeddingConfig.LOCAL_MODEL,
            "",
            "",
            0,
            threads,
            EmbeddingConfig.DEFAULT_QUEUE_LIMIT,
            Duration.ofMinutes(1)),
        E5Model::load);
  }
}
