package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One read or write on its way to a thread of the store and back. Made by the caller, who then
 * waits in {@link #await}, unless it wants to be told; served by exactly one other thread.
 */
final class Call<T extends @Nullable Object> {
  private static final Logger log = LoggerFactory.getLogger(Call.class);

  private enum Stage {
    QUEUED,
    RUNNING,
    WITHDRAWN,
    ANSWERED
  }

  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.QUEUED);
  private final Duration patience;
  private final Thread caller = Thread.currentThread();
  private final @Nullable Consumer<Supplier<T>> told;
  private final String operation;
  private final Work<T> work;
  private @Nullable T result; // These two are published by the change of stage.
  private @Nullable Throwable failure;

  Call(String operation, Work<T> work) {
    this(operation, work, Duration.ZERO, null);
  }

  /**
   * @param patience for how long it may wait for others to share its commit
   * @param told hears of the outcome, on the thread that serves, instead of somebody who waits
   */
  Call(String operation, Work<T> work, Duration patience, @Nullable Consumer<Supplier<T>> told) {
    this.patience = patience;
    this.operation = operation;
    this.work = work;
    this.told = told;
  }

  String operation() {
    return operation;
  }

  Duration patience() {
    return patience;
  }

  /** Claims the call for the calling thread; false when the caller has given up. */
  boolean begin() {
    return stage.compareAndSet(Stage.QUEUED, Stage.RUNNING);
  }

  /** Runs the work and keeps its result or what it threw, which it also answers. */
  @Nullable Throwable run(OpenTx tx) {
    failure = null;
    try {
      result = work.in(tx);
      tx.requireIntact();
    } catch (Throwable thrown) { // Whatever it is belongs to the caller, not to this thread.
      failure = thrown;
    } finally {
      tx.end();
    }
    return failure;
  }

  boolean failed() {
    return failure != null;
  }

  /** Replaces the outcome: the store failed this call. */
  void fail(Throwable thrown) {
    failure = thrown;
  }

  /** Hands the outcome to the caller. */
  void answer() {
    stage.set(Stage.ANSWERED);
    if (told == null) {
      LockSupport.unpark(caller);
    } else {
      tell(told);
    }
  }

  private void tell(Consumer<Supplier<T>> told) {
    try {
      told.accept(this::outcome);
    } catch (Throwable thrown) { // The thread that serves goes on to the next call.
      log.error("operation={} nobody could be told its outcome", operation, thrown);
    }
  }

  /** Waits for the outcome. */
  T await() {
    while (!isAnswered()) {
      LockSupport.park(this);
      requireNoInterrupt();
    }
    return outcome();
  }

  /** Waits for the outcome, but not for ever: a fault {@code UNAVAILABLE} when it takes longer. */
  T await(Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    while (!isAnswered()) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        throw givenUp("no answer within " + patience.toMillis() + " ms");
      }
      LockSupport.parkNanos(this, left);
      requireNoInterrupt();
    }
    return outcome();
  }

  private boolean isAnswered() {
    return stage.get() == Stage.ANSWERED;
  }

  private void requireNoInterrupt() {
    if (caller.isInterrupted() && !isAnswered()) {
      throw givenUp("interrupted while waiting for the store");
    }
  }

  private Fault givenUp(String why) {
    boolean withdrawn = stage.compareAndSet(Stage.QUEUED, Stage.WITHDRAWN);
    String state = withdrawn ? "nothing was done" : "what it changes may still be committed";
    return Fault.unavailable(operation + ": " + why + "; " + state);
  }

  private T outcome() {
    if (failure != null) {
      throw thrown(failure);
    }
    return value();
  }

  /** The failure as the caller shall see it; made on the caller's thread, so it has its frames. */
  private RuntimeException thrown(Throwable cause) {
    return switch (cause) {
      case Fault fault -> fault;
      case ConstraintViolation violation ->
          new ConstraintViolation(
              operation + ": " + violation.getMessage(), violation.kind(), violation);
      case Error error -> throw error;
      default -> new SqlFailure(operation, cause);
    };
  }

  @SuppressWarnings("NullAway") // T itself says whether null is a value.
  private T value() {
    return result;
  }
}
