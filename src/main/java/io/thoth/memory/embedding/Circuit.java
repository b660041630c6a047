package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.DOWN;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Spares a provider that fails, and the callers who would wait for it: after a failure everybody is
 * told of it at once, until a trial succeeds. The first trial is after a second, the next after two
 * more, and so on up to half a minute. Safe for all threads.
 */
final class Circuit {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final LongSupplier nanoTime;
  private String failure = "";
  private Duration pause = Duration.ZERO;
  private long pausedUntil;
  private boolean trying;

  /**
   * @param nanoTime as {@link System#nanoTime()}
   */
  Circuit(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Returns when the provider works as far as is known. */
  synchronized void requireClosed() throws EmbeddingUnavailable {
    if (!failure.isEmpty()) {
      throw new EmbeddingUnavailable(DOWN, failure);
    }
  }

  /** Returns when a trial may be made; what came of it is reported, unless it was given up. */
  synchronized void enter() throws EmbeddingUnavailable {
    if (failure.isEmpty()) {
      return;
    }
    if (nanoTime.getAsLong() - pausedUntil < 0) {
      throw new EmbeddingUnavailable(DOWN, failure);
    }
    trying = true;
    pauseAgain();
  }

  /** The provider answered. */
  synchronized void succeeded() {
    failure = "";
    pause = Duration.ZERO;
    trying = false;
  }

  /**
   * The provider did not answer, or nonsense. Of many calls that were under way when it failed only
   * the first lengthens the pause.
   *
   * @return what to throw
   */
  synchronized EmbeddingUnavailable failed(String why) {
    if (failure.isEmpty() || trying) {
      Duration longer = pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
      failure = why;
      trying = false;
      pauseAgain();
    }
    return new EmbeddingUnavailable(DOWN, why);
  }

  synchronized Health health() {
    return failure.isEmpty() ? Health.ok() : Health.down(failure);
  }

  private void pauseAgain() {
    pausedUntil = nanoTime.getAsLong() + pause.toNanos();
  }
}
