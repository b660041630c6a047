package io.thoth.memory.embedding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.cache.ProcessCache;
import io.thoth.memory.turns.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CachedEmbedderTest {
  /** The key has 72 characters, the vector 8 bytes, and 150 bytes are reckoned for the rest. */
  private static final int ROOM_FOR_TWO = 2 * (72 + 8 + 150);

  private final GatedModel model = GatedModel.open();
  private final Embedder cached =
      new CachedEmbedder(
          new LocalEmbedder(EmbeddingConfig.local(), () -> model, Turns.ofProcessors()),
          new ProcessCache(ROOM_FOR_TWO, Duration.ofHours(1)));

  @AfterEach
  void close() {
    cached.close();
  }

  @Test
  void repeatedQueryAsksTheModelOnce() throws Exception {
    float[] first = cached.query("who?");

    float[] second = cached.query("who?");

    assertArrayEquals(first, second);
    assertEquals(List.of("who?"), model.asked());
  }

  @Test
  void queryAskedLongestAgoIsForgotten() throws Exception {
    cached.query("a");
    cached.query("b");
    cached.query("a");
    cached.query("c");

    cached.query("a");
    cached.query("b");

    assertEquals(List.of("a", "b", "c", "b"), model.asked());
  }

  @Test
  void callerMayChangeTheVectorItGets() throws Exception {
    cached.query("who?")[0] = 99;
    cached.query("who?")[0] = 99;

    float[] third = cached.query("who?");

    assertArrayEquals(new float[] {4, 0}, third);
  }

  @Test
  void failureIsNotRemembered() {
    assertThrows(EmbeddingUnavailable.class, () -> cached.query("poison"));
    assertThrows(EmbeddingUnavailable.class, () -> cached.query("poison"));
    assertEquals(List.of("poison", "poison"), model.asked());
  }

  @Test
  void veryLongQueryIsNotRemembered() throws Exception {
    String text = "x".repeat(2_001);
    cached.query(text);

    cached.query(text);

    assertEquals(2, model.asked().size());
  }

  @Test
  void passagesAreNotRemembered() throws Exception {
    cached.passages(List.of("a"));

    cached.passages(List.of("a"));

    assertEquals(List.of("a", "a"), model.asked());
  }

  @Test
  void manyCallersGetTheVectorOfTheirOwnQuery() throws Exception {
    List<Thread> callers =
        IntStream.range(0, 50).mapToObj(i -> Thread.ofVirtual().start(() -> ask(i % 5))).toList();

    for (Thread caller : callers) {
      caller.join(Duration.ofSeconds(30));
    }

    assertEquals(List.of(), wrong);
  }

  private final List<String> wrong = new CopyOnWriteArrayList<>();

  private void ask(int length) {
    for (int i = 0; i < 100; i++) {
      try {
        float[] vector = cached.query("x".repeat(length));
        if (vector[0] != length) {
          wrong.add(length + " got " + vector[0]);
        }
      } catch (EmbeddingUnavailable why) {
        wrong.add(why.getMessage());
      }
    }
  }
}
