package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class ComputingThreadsTest {
  private final List<String> order = new CopyOnWriteArrayList<>();

  @Test
  void anotherOrganisationWaitsForOneComputationAtMost() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    List<Thread> callers = new ArrayList<>();
    try (ComputingThreads threads = new ComputingThreads("test", 1)) {
      callers.add(caller(threads, "hammer", "first", gate));
      awaitOrder(1);
      for (int i = 0; i < 5; i++) {
        Thread caller = caller(threads, "hammer", "more", gate);
        awaitParked(caller);
        callers.add(caller);
      }
      Thread other = caller(threads, "other", "other", gate);
      awaitParked(other);
      callers.add(other);
      gate.countDown();
      for (Thread caller : callers) {
        caller.join();
      }
    }

    assertEquals(List.of("first", "more", "other", "more", "more", "more", "more"), order);
  }

  private Thread caller(ComputingThreads threads, String whose, String name, CountDownLatch gate) {
    return Thread.ofPlatform().start(() -> threads.compute(whose, () -> computed(name, gate)));
  }

  private String computed(String name, CountDownLatch gate) {
    order.add(name);
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return name;
  }

  private void awaitOrder(int count) {
    while (order.size() < count) {
      Thread.onSpinWait();
    }
  }

  /** It is in line when it waits for its answer. */
  private static void awaitParked(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }
  }

  @Test
  void whatTheWorkThrowsItsCallerGets() {
    try (ComputingThreads threads = new ComputingThreads("test", 1)) {
      assertThrows(
          IllegalStateException.class, () -> threads.compute("a", ComputingThreadsTest::fail));
      assertThrows(
          StackOverflowError.class, () -> threads.compute("a", ComputingThreadsTest::error));
      assertEquals(1, threads.compute("a", () -> 1));
    }
  }

  private static int fail() {
    throw new IllegalStateException("on purpose");
  }

  private static int error() {
    throw new StackOverflowError("on purpose");
  }
}
