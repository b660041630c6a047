package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.Callers.answerOf;
import static io.thoth.memory.embedding.Callers.await;
import static io.thoth.memory.embedding.Callers.call;
import static io.thoth.memory.embedding.Callers.reasonOf;
import static io.thoth.memory.embedding.Callers.refusalOf;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.EmbeddingConfig.Provider;
import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import io.thoth.memory.embedding.Health.Status;
import io.thoth.memory.turns.Turns;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Waiting, refusing, failing and closing, with a model that does as it is told. */
class LocalEmbedderTest {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final GatedModel model = new GatedModel();
  private LocalEmbedder embedder = embedder(2, LONG, () -> model);

  @AfterEach
  void close() {
    model.let(1_000_000);
    embedder.close();
  }

  @Test
  void passagesComeInTheOrderOfTheTexts() throws Exception {
    model.let(1_000_000);
    List<String> texts = IntStream.rangeClosed(1, 300).mapToObj("x"::repeat).toList();

    List<float[]> vectors = embedder.passages(texts);

    assertEquals(300, vectors.size());
    for (int i = 0; i < 300; i++) {
      assertArrayEquals(new float[] {i + 1}, vectors.get(i));
    }
  }

  @Test
  void noTextsNeedNoModel() throws Exception {
    assertEquals(List.of(), embedder.passages(List.of()));
  }

  @Test
  void callMadeWhileTheModelLoadsWaitsForIt() throws Exception {
    CountDownLatch loaded = new CountDownLatch(1);
    try (LocalEmbedder loading = embedder(2, LONG, () -> openAfter(loaded))) {
      FutureTask<float[]> call = call(() -> loading.query("early"));
      await(() -> loading.waiting() == 1);
      assertEquals(Status.LOADING, loading.health().status());

      loaded.countDown();

      assertArrayEquals(new float[] {5, 0}, answerOf(call));
      await(() -> loading.health().status() == Status.OK);
    }
  }

  @Test
  void callFailsWhenTheModelLoadsForTooLong() {
    CountDownLatch loaded = new CountDownLatch(1);
    LocalEmbedder loading = embedder(2, SHORT, () -> openAfter(loaded));

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> loading.query("early"));

    assertEquals(Reason.LOADING, refusal.reason());
    loaded.countDown();
    loading.close();
  }

  @Test
  void everyCallFailsWhenTheModelCannotBeLoaded() throws Exception {
    CountDownLatch tried = new CountDownLatch(1);
    try (LocalEmbedder broken = embedder(2, LONG, () -> failAfter(tried))) {
      FutureTask<float[]> early = call(() -> broken.query("early"));
      await(() -> broken.waiting() == 1);

      tried.countDown();

      assertEquals(Reason.DOWN, reasonOf(early));
      assertEquals(Reason.DOWN, reasonOf(call(() -> broken.query("late"))));
      assertEquals(Status.DOWN, broken.health().status());
      assertTrue(broken.health().reason().contains("no such library"), broken.health().reason());
    }
  }

  @Test
  void fullQueueRefusesAtOnce() throws Exception {
    FutureTask<?> running = call(() -> embedder.passages(List.of("a")));
    model.awaitBegun(1);
    FutureTask<?> waiting = call(() -> embedder.passages(List.of("b", "c", "d")));
    await(() -> embedder.waiting() == 3);

    FutureTask<?> refused = call(() -> embedder.passages(List.of("e")));

    assertEquals(Reason.BUSY, reasonOf(refused));
    assertFalse(running.isDone());
    assertFalse(waiting.isDone());
  }

  @Test
  void queryWaitsForItsTurnNoLongerThanForAnAnswer() throws Exception {
    Turns turns = new Turns(1);
    turns.enter("somebody", Duration.ZERO);
    GatedModel open = GatedModel.open();
    try (LocalEmbedder local = embedder(2, SHORT, () -> open, turns)) {
      await(() -> local.health().status() == Status.OK);

      assertEquals(Reason.BUSY, reasonOf(call(() -> local.query("who?"))));

      turns.leave();
      assertArrayEquals(new float[] {4, 0}, local.query("who?"));
      assertTrue(turns.enter("somebody", Duration.ZERO), "the query's turn did not end");
    }
  }

  @Test
  void passagesThatWaitLeaveRoomForQueries() throws Exception {
    call(() -> embedder.passages(List.of("a", "b", "c", "d")));
    await(() -> embedder.waiting() == 3);

    FutureTask<float[]> query = call(() -> embedder.query("who?"));

    await(() -> embedder.waiting() == 4);
    model.let(2);
    assertArrayEquals(new float[] {4, 0}, answerOf(query));
    assertEquals(List.of("a", "who?"), model.asked().subList(0, 2));
  }

  @Test
  void callThatGetsNoAnswerInTimeFailsAndItsTextsAreForgotten() throws Exception {
    LocalEmbedder hasty = embedder(2, SHORT, () -> model);
    await(() -> hasty.health().status() == Status.OK);

    FutureTask<?> call = call(() -> hasty.passages(List.of("a", "b")));

    assertEquals(Reason.BUSY, reasonOf(call));
    assertEquals(0, hasty.waiting());
    model.let(1_000_000);
    hasty.close();
    assertEquals(List.of("a"), model.asked());
  }

  @Test
  void interruptedCallerIsReleased() throws Exception {
    CountDownLatch done = new CountDownLatch(1);
    Thread caller =
        Thread.ofVirtual()
            .start(
                () -> {
                  assertThrows(EmbeddingUnavailable.class, () -> embedder.query("a"));
                  assertTrue(Thread.currentThread().isInterrupted());
                  done.countDown();
                });
    model.awaitBegun(1);

    caller.interrupt();

    await(() -> done.getCount() == 0);
  }

  @Test
  void failureOfTheModelFailsOnlyTheCallWithThatText() throws Exception {
    model.let(1_000_000);

    FutureTask<?> poisoned = call(() -> embedder.passages(List.of("good", "poison")));

    EmbeddingUnavailable refusal = refusalOf(poisoned);
    assertEquals(Reason.DOWN, refusal.reason());
    assertTrue(refusal.getMessage().contains("cannot digest"), refusal.getMessage());
    assertArrayEquals(new float[] {4}, embedder.passages(List.of("good")).getFirst());
  }

  @Test
  void closeWaitsForTheInferenceThatRunsAndFailsTheCallsThatWait() throws Exception {
    FutureTask<float[]> running = call(() -> embedder.query("running"));
    model.awaitBegun(1);
    FutureTask<float[]> waiting = call(() -> embedder.query("waiting"));
    await(() -> embedder.waiting() == 1);

    Thread closing = Thread.ofVirtual().start(embedder::close);

    assertEquals(Reason.DOWN, reasonOf(waiting));
    assertFalse(closing.join(SHORT));
    assertFalse(model.isClosed());
    model.let(1);
    assertTrue(closing.join(LONG));
    assertTrue(model.isClosed());
    assertArrayEquals(new float[] {7, 0}, answerOf(running));
  }

  @Test
  void closedEmbedderRefuses() {
    embedder.close();

    var refusal = assertThrows(EmbeddingUnavailable.class, () -> embedder.query("late"));

    assertEquals(Reason.DOWN, refusal.reason());
    assertEquals(Status.DOWN, embedder.health().status());
  }

  @Test
  void closeWhileLoadingClosesTheModelThatComes() throws Exception {
    CountDownLatch loaded = new CountDownLatch(1);
    LocalEmbedder loading =
        embedder(
            2,
            LONG,
            () -> {
              loaded.await();
              return model;
            });

    Thread closing = Thread.ofVirtual().start(loading::close);

    assertFalse(closing.join(SHORT));
    loaded.countDown();
    assertTrue(closing.join(LONG));
    assertTrue(model.isClosed());
  }

  private static LocalEmbedder embedder(int queueLimit, Duration timeout, TextModel.Loader load) {
    return embedder(queueLimit, timeout, load, new Turns(1_000));
  }

  private static LocalEmbedder embedder(
      int queueLimit, Duration timeout, TextModel.Loader load, Turns turns) {
    return new LocalEmbedder(
        new EmbeddingConfig(
            Provider.LOCAL, EmbeddingConfig.LOCAL_MODEL, "", "", 0, 1, queueLimit, timeout),
        load,
        turns);
  }

  private static TextModel openAfter(CountDownLatch latch) throws InterruptedException {
    latch.await();
    return GatedModel.open();
  }

  private static TextModel failAfter(CountDownLatch latch) throws InterruptedException {
    latch.await();
    throw new UnsatisfiedLinkError("no such library");
  }
}
