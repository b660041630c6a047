package io.thoth.memory.sql;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks how far the primary is, once for all who wait: a question that was sent after somebody came
 * answers him too. Thread-safe; parks.
 */
final class PgNewest {
  private final Supplier<PgPosition> primary;
  private final ReentrantLock lock = new ReentrantLock();
  private final AtomicLong arrivals = new AtomicLong();
  private long answered; // Those who came up to this one have the answer that is kept.
  private @Nullable PgPosition position;
  private @Nullable RuntimeException failure;

  PgNewest(Supplier<PgPosition> primary) {
    this.primary = primary;
  }

  /** A position that the primary had at a moment after this call began; or why nobody knows. */
  PgPosition position() {
    long arrival = arrivals.incrementAndGet();
    lock.lock();
    try {
      if (arrival > answered) {
        ask();
      }
      PgPosition known = position;
      if (known == null) {
        throw Objects.requireNonNull(failure);
      }
      return known;
    } finally {
      lock.unlock();
    }
  }

  private void ask() {
    answered = arrivals.get();
    position = null;
    try {
      position = primary.get();
    } catch (RuntimeException cause) {
      failure = cause;
    }
  }
}
