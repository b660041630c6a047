package io.thoth.memory.embedding;

import java.time.Duration;

/**
 * How long a search waits for its vector: some times what a text usually takes, so that a provider
 * that has stopped answering is noticed soon whether it is near or far. Safe for all threads.
 */
final class Patience {
  /** A provider that is just started or collects its garbage may take this long. */
  private static final Duration SHORTEST = Duration.ofMillis(400);

  /** Longer than this nobody waits for a search; and so long until a first answer has come. */
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private static final int TIMES = 8;

  /** Of the last answers each counts an eighth less than the one after it. */
  private static final int WEIGHT = 8;

  private long usualNanos = LONGEST.toNanos();
  private boolean known;

  /** An answer to one text has come. */
  synchronized void took(long nanos) {
    usualNanos = known ? usualNanos + (nanos - usualNanos) / WEIGHT : nanos;
    known = true;
  }

  synchronized Duration ofSearch() {
    Duration wanted = Duration.ofNanos(TIMES * usualNanos);
    return wanted.compareTo(SHORTEST) < 0
        ? SHORTEST
        : wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
  }
}
