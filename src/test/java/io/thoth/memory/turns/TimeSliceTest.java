package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TimeSliceTest {
  private final long before = TimeSlice.now();

  @BeforeEach
  void onlyWhereTheKernelKnowsSlices() {
    assumeTrue(before > 0, "needs Linux 6.12 or newer");
  }

  @Test
  void whatAThreadStartsWantsLittleAtAStretchToo() throws Exception {
    FutureTask<Long> task = new FutureTask<>(TimeSlice::now);
    brief(() -> Thread.ofPlatform().start(task).join());

    assertEquals(TimeSlice.BRIEF, task.get());
  }

  @Test
  void whatComputesGetsTheUsualSliceWhoeverStartsIt() throws Exception {
    FutureTask<Long> task = new FutureTask<>(TimeSlice::now);
    brief(
        () -> {
          try (ComputingThreads threads = new ComputingThreads("test", 1)) {
            threads.compute("", () -> run(task));
          }
        });

    assertNotEquals(TimeSlice.BRIEF, before);
    assertEquals(before, task.get());
  }

  private static boolean run(FutureTask<Long> task) {
    task.run();
    return task.isDone();
  }

  private interface Starting {
    void threads() throws Exception;
  }

  /** In a thread of its own, because a slice stays with its thread. */
  private static void brief(Starting starting) throws Exception {
    Callable<Boolean> work =
        () -> {
          TimeSlice.brief();
          starting.threads();
          return true;
        };
    FutureTask<Boolean> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    task.get();
  }
}
