package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Who is next, and who is sent away. */
class TurnsTest {
  private final RoundRobin<String> queue = new RoundRobin<>();
  private final Bound bound = new Bound("searches", 2);

  private List<String> all() {
    List<String> taken = new ArrayList<>();
    while (!queue.isEmpty()) {
      taken.add(queue.take());
    }
    return taken;
  }

  @Test
  void linesTakeTurnsHoweverLongOneOfThemIs() {
    for (int i = 1; i <= 4; i++) {
      queue.add("many", "m" + i);
    }
    queue.add("few", "f1");
    queue.add("other", "o1");
    queue.add("few", "f2");

    assertEquals(List.of("m1", "f1", "o1", "m2", "f2", "m3", "m4"), all());
  }

  @Test
  void whoComesAgainStandsBehindThoseWhoWait() {
    queue.add("a", "a1");
    queue.add("b", "b1");
    queue.take();
    queue.add("a", "a2");

    assertEquals(List.of("b1", "a2"), all());
  }

  @Test
  void whoLeavesIsNotTaken() {
    queue.add("a", "a1");
    queue.add("b", "b1");

    assertTrue(queue.leave("a", "a1"));
    assertFalse(queue.leave("a", "a1"));
    assertEquals(List.of("b1"), queue.all());
    assertEquals(List.of("b1"), all());
  }

  @Test
  void moreThanMayBeUnderWayIsRefusedWithoutBeginning() {
    AtomicInteger begun = new AtomicInteger();

    Fault fault =
        assertThrows(
            Fault.class,
            () ->
                bound.within(
                    "a", () -> bound.within("a", () -> bound.within("a", begun::incrementAndGet))));

    assertEquals(FaultKind.BUSY, fault.kind());
    assertTrue(fault.getMessage().contains("2 searches"), fault::getMessage);
    assertEquals(0, begun.get());
  }

  @Test
  void oneAtItsBoundLeavesTheOthersAlone() {
    String answer = bound.within("a", () -> bound.within("a", () -> bound.within("b", () -> "b")));

    assertEquals("b", answer);
  }

  @Test
  void whatFailedIsNoLongerUnderWay() {
    for (int i = 0; i < 5; i++) {
      assertThrows(IllegalStateException.class, () -> bound.within("a", TurnsTest::fail));
    }

    assertEquals(1, bound.within("a", () -> 1));
  }

  private static int fail() {
    throw new IllegalStateException("on purpose");
  }

  @Test
  void ofManyAtTheSameTimeExactlyTheBoundGetsIn() throws Exception {
    CountDownLatch decided = new CountDownLatch(50);
    AtomicInteger inside = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      threads.add(Thread.ofVirtual().start(() -> enter(decided, inside, refused)));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(2, inside.get());
    assertEquals(48, refused.get());
  }

  /** Whoever got in stays until everybody has been decided about. */
  private void enter(CountDownLatch decided, AtomicInteger inside, AtomicInteger refused) {
    try {
      bound.within(
          "a",
          () -> {
            inside.incrementAndGet();
            decided.countDown();
            await(decided);
            return 0;
          });
    } catch (Fault busy) {
      refused.incrementAndGet();
      decided.countDown();
    }
  }

  @Test
  void whoComputesGoesByTurnsOfTheOrganisations() throws Exception {
    List<String> order = new CopyOnWriteArrayList<>();
    List<Thread> threads = new ArrayList<>();
    Turns turns = new Turns(1);
    assertTrue(turns.enter("first", Duration.ZERO));
    for (String whose : List.of("many", "many", "many", "few")) {
      Thread thread = Thread.ofVirtual().start(() -> turns.within(whose, () -> order.add(whose)));
      awaitWaiting(thread);
      threads.add(thread);
    }

    turns.leave();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(List.of("many", "few", "many", "many"), order);
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whoseTurnDoesNotComeInTimeIsOutOfTheLine() throws Exception {
    Turns turns = new Turns(2);
    assertTrue(turns.enter("a", Duration.ZERO));
    assertTrue(turns.enter("a", Duration.ZERO));

    assertFalse(turns.enter("b", Duration.ofMillis(1)));
    turns.leave();

    assertTrue(turns.enter("c", Duration.ZERO));
    assertFalse(turns.enter("c", Duration.ZERO));
  }

  @Test
  void whoIsInterruptedWhileWaitingIsOutOfTheLine() throws Exception {
    Turns turns = new Turns(1);
    assertTrue(turns.enter("a", Duration.ZERO));
    Thread.currentThread().interrupt();

    assertThrows(InterruptedException.class, () -> turns.enter("b", Duration.ofHours(1)));
    turns.leave();

    assertTrue(turns.enter("c", Duration.ZERO));
  }

  @Test
  void aTurnEndsWithWorkThatFails() throws Exception {
    Turns turns = new Turns(1);

    assertThrows(IllegalStateException.class, () -> turns.within("a", TurnsTest::fail));

    assertTrue(turns.enter("b", Duration.ZERO));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
