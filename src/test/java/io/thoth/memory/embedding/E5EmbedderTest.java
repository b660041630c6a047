package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.Callers.answerOf;
import static io.thoth.memory.embedding.Callers.await;
import static io.thoth.memory.embedding.Callers.call;
import static io.thoth.memory.embedding.Callers.reasonOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.embedding.EmbeddingConfig.Provider;
import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import io.thoth.memory.embedding.Health.Status;
import io.thoth.memory.turns.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** The embedder with the real model on its threads. */
class E5EmbedderTest {
  private static final List<String> TEXTS =
      IntStream.range(0, 200)
          .mapToObj(i -> "note " + i + " about " + "it ".repeat(i % 40))
          .toList();

  /** Each caller must get the vector the text has when nobody else asks, bit for bit. */
  @Test
  void twoHundredCallersGetWhatEachWouldGetAlone() throws Exception {
    try (LocalEmbedder embedder = patient();
        E5Model alone = E5Model.load()) {
      List<FutureTask<float[]>> calls = new ArrayList<>();
      for (int i = 0; i < TEXTS.size(); i++) {
        calls.add(i % 4 == 0 ? query(embedder, i) : passage(embedder, i));
      }

      for (int i = 0; i < calls.size(); i++) {
        String text = TEXTS.get(i);
        float[] expected = i % 4 == 0 ? alone.query(text) : alone.passage(text);
        assertArrayEquals(expected, answerOf(calls.get(i)), text);
      }
    }
  }

  @Test
  void vectorOfATextDoesNotDependOnTheTextsBesideIt() throws Exception {
    List<String> texts = TEXTS.subList(0, 40);
    try (LocalEmbedder embedder = patient()) {
      List<float[]> together = embedder.passages(texts);

      for (int i = 0; i < texts.size(); i++) {
        assertArrayEquals(embedder.passages(List.of(texts.get(i))).getFirst(), together.get(i));
      }
    }
  }

  @RepeatedTest(20)
  void closeDuringInferenceLeavesNoCallerWaiting() throws Exception {
    LocalEmbedder embedder = patient();
    await(() -> embedder.health().status() == Status.OK);
    List<FutureTask<?>> calls =
        IntStream.range(0, 5)
            .<FutureTask<?>>mapToObj(i -> call(() -> embedder.passages(TEXTS)))
            .toList();
    await(() -> embedder.waiting() > 0 && embedder.waiting() % TEXTS.size() > 0);

    embedder.close();

    for (FutureTask<?> call : calls) {
      assertEquals(Reason.DOWN, reasonOf(call));
    }
  }

  /** Waits long enough for a machine that is busy with other things. */
  private static LocalEmbedder patient() {
    EmbeddingConfig config =
        new EmbeddingConfig(
            Provider.LOCAL,
            EmbeddingConfig.LOCAL_MODEL,
            "",
            "",
            0,
            2,
            1_024,
            Duration.ofMinutes(2));
    return new LocalEmbedder(config, E5Model::load, Turns.ofProcessors());
  }

  private static FutureTask<float[]> query(Embedder embedder, int i) {
    return call(() -> embedder.query(TEXTS.get(i)));
  }

  private static FutureTask<float[]> passage(Embedder embedder, int i) {
    return call(() -> embedder.passages(List.of(TEXTS.get(i))).getFirst());
  }
}
