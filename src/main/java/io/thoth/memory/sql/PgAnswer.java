package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for futures on any thread that may block. Vert.x's own {@code await} would count a thread
 * of the store among the tasks of a context, which it is not.
 */
final class PgAnswer {
  private PgAnswer() {}

  /** Waits for the future to complete; false when it does not in time. */
  static boolean awaited(Future<?> future, Duration patience) {
    if (future.isComplete()) {
      return true;
    }
    Thread waiting = Thread.currentThread();
    future.onComplete(_ -> LockSupport.unpark(waiting));
    long end = System.nanoTime() + patience.toNanos();
    while (!future.isComplete()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      LockSupport.parkNanos(future, left);
      if (waiting.isInterrupted() && !future.isComplete()) {
        throw Fault.unavailable("interrupted while waiting for the store");
      }
    }
    return true;
  }

  /** What a future has completed with. */
  static <T> T of(Future<T> future) {
    if (future.succeeded()) {
      return future.result();
    }
    Throwable cause = future.cause();
    if (cause instanceof RuntimeException unchecked) {
      throw unchecked;
    }
    throw new VertxException(cause);
  }
}
