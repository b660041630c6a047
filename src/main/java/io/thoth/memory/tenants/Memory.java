package io.thoth.memory.tenants;

import io.thoth.memory.bus.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What was found out lately about who is calling. A change on this node is followed at once: it
 * makes a new generation before it is answered, and nothing older is used. A change on another node
 * is followed when what is known here is {@link #LIFE} old. Thread-safe, never waits.
 */
final class Memory {
  /** Within this time a key that was revoked on another node is no good here either. */
  static final Duration LIFE = Duration.ofSeconds(5);

  private static final int MOST = 16_384;

  private record Held(Answer<?> answer, long generation, long since) {}

  private final LongSupplier clock;
  private final AtomicLong generation = new AtomicLong();
  private final Map<Record, Held> held = new ConcurrentHashMap<>();

  Memory(LongSupplier clock) {
    this.clock = clock;
  }

  /** The answer to this question, when it was given lately; of the type it was given with. */
  @SuppressWarnings("unchecked") // a question is always answered with the same type
  <A extends Record> Optional<Answer<A>> find(Record question) {
    Held found = held.get(question);
    return found != null && isUsable(found)
        ? Optional.of((Answer<A>) found.answer())
        : Optional.empty();
  }

  private boolean isUsable(Held found) {
    return found.generation() == generation.get()
        && clock.getAsLong() - found.since() < LIFE.toNanos();
  }

  /** Finds the answer out and keeps it. */
  <A extends Record> A learn(Record question, Supplier<A> finding) {
    long before = generation.get();
    long since = clock.getAsLong();
    A found = finding.get();
    if (held.size() >= MOST) {
      held.clear();
    }
    held.put(question, new Held(Answer.of(found), before, since));
    return found;
  }

  void forget() {
    generation.incrementAndGet();
    held.clear();
  }
}
