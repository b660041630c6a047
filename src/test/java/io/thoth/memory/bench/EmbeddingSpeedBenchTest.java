package io.thoth.memory.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The local model: texts of 30 tokens a second, and how soon a query has its vector. */
@Tag("bench")
class EmbeddingSpeedBenchTest {
  private static final String TEXT =
      "Caroline: we went hiking in the hills last weekend and the view from the top was simply"
          + " wonderful, number ";
  private static final int TEXTS = 160;
  private static final int ROUNDS = 5;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void manyCallersAreServedAsFastAsOneThatNeverPauses(int threads) throws Exception {
    try (Embedder embedder = Embedder.open(withThreads(threads))) {
      textsPerSecond(embedder, 4);
      double[] one = new double[ROUNDS];
      double[] many = new double[ROUNDS];
      double[] ratios = new double[ROUNDS];

      for (int i = 0; i < ROUNDS; i++) {
        one[i] = textsPerSecond(embedder, 1);
        many[i] = textsPerSecond(embedder, 32);
        ratios[i] = many[i] / one[i];
      }

      double ratio = median(ratios);
      System.out.printf(
          "BENCH embedding threads=%d: 1 caller %.0f texts/s, 32 callers %.0f texts/s (%.2f),"
              + " query p50 %.1f ms%n",
          threads, median(one), median(many), ratio, median(queryMillis(embedder)));
      assertTrue(ratio > 0.8, "waiting in the queue costs more than a fifth");
    }
  }

  private static double textsPerSecond(Embedder embedder, int callers) throws Exception {
    long start = System.nanoTime();
    List<Future<Integer>> calls = new ArrayList<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < callers; i++) {
        calls.add(threads.submit(insert(embedder, TEXTS / callers)));
      }
    }
    int texts = 0;
    for (Future<Integer> call : calls) {
      texts += call.get();
    }
    return texts * 1e9 / (System.nanoTime() - start);
  }

  /** One text a call, as a client does that inserts what was said. */
  private static Callable<Integer> insert(Embedder embedder, int texts) {
    return () -> {
      for (int i = 0; i < texts; i++) {
        embedder.passages(List.of(TEXT + i % 10));
      }
      return texts;
    };
  }

  private static double[] queryMillis(Embedder embedder) throws Exception {
    double[] millis = new double[200];
    for (int i = 0; i < millis.length; i++) {
      long start = System.nanoTime();
      embedder.query("Where did Caroline go hiking in week " + i + "?");
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    return millis;
  }

  private static double median(double[] values) {
    return Arrays.stream(values).sorted().toArray()[values.length / 2];
  }

  private static EmbeddingConfig withThreads(int threads) {
    EmbeddingConfig local = EmbeddingConfig.local();
    return new EmbeddingConfig(
        local.provider(),
        local.model(),
        local.baseUrl(),
        local.key(),
        local.dimensions(),
        threads,
        local.queueLimit(),
        Duration.ofMinutes(1));
  }
}
