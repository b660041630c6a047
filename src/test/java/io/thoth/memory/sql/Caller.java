package io.thoth.memory.sql;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** A virtual thread that makes one call and keeps what came of it. */
final class Caller {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Thread thread;
  private volatile @Nullable Object result;
  private volatile @Nullable Throwable thrown;
  private volatile boolean interrupted;

  private Caller(Callable<?> call) {
    this.thread = Thread.ofVirtual().unstarted(() -> run(call));
  }

  static Caller of(Callable<?> call) {
    Caller caller = new Caller(call);
    caller.thread.start();
    return caller;
  }

  private void run(Callable<?> call) {
    try {
      result = call.call();
    } catch (Throwable failure) {
      thrown = failure;
    }
    interrupted = Thread.currentThread().isInterrupted();
  }

  private static final Set<Thread.State> SETTLED =
      EnumSet.of(Thread.State.WAITING, Thread.State.TIMED_WAITING, Thread.State.TERMINATED);

  /** Waits until the call waits for its answer, or has it. */
  Caller waiting() {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!SETTLED.contains(thread.getState())) {
      assertTrue(System.nanoTime() < end, "the call does not wait");
      Thread.yield();
    }
    return this;
  }

  void interrupt() {
    thread.interrupt();
  }

  Caller done() throws InterruptedException {
    assertTrue(thread.join(PATIENCE), "the call does not end");
    return this;
  }

  @Nullable Object result() throws InterruptedException {
    done();
    if (thrown != null) {
      throw new AssertionError("the call failed", thrown);
    }
    return result;
  }

  @Nullable Throwable thrown() throws InterruptedException {
    return done().thrown;
  }

  boolean keptItsInterrupt() throws InterruptedException {
    return done().interrupted;
  }

  /** Work that says when it has begun and ends when it is told to. */
  static final class Gate {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch open = new CountDownLatch(1);

    int pass() {
      begun.countDown();
      try {
        assertTrue(open.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
      } catch (InterruptedException cause) {
        throw new IllegalStateException(cause);
      }
      return 0;
    }

    void awaitBegun() throws InterruptedException {
      assertTrue(begun.await(PATIENCE.toSeconds(), java.util.concurrent.TimeUnit.SECONDS));
    }

    void open() {
      open.countDown();
    }
  }
}
