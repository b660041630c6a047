package io.thoth.memory.bus;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * The operations this node is working on now. Vert.x does not watch virtual threads, so the age of
 * the oldest one is what shows a stuck operation; and a node drains by waiting for none.
 * Thread-safe.
 */
public final class InFlight {
  private static final long POLL_NANOS = 5_000_000;

  /** One operation being worked on, since {@code startedAt} by {@link System#nanoTime}. */
  static final class Mark {
    private final Operation<?, ?> operation;
    private final Runnable overdue;
    private final long startedAt = System.nanoTime();

    Mark(Operation<?, ?> operation, Runnable overdue) {
      this.operation = operation;
      this.overdue = overdue;
    }

    /** In nanoseconds. */
    long age() {
      return System.nanoTime() - startedAt;
    }
  }

  private final Set<Mark> marks = ConcurrentHashMap.newKeySet();

  /**
   * @param overdue is run, perhaps several times, when the operation is not over by its deadline
   */
  Mark begin(Operation<?, ?> operation, Runnable overdue) {
    Mark mark = new Mark(operation, overdue);
    marks.add(mark);
    return mark;
  }

  void end(Mark mark) {
    marks.remove(mark);
  }

  public int count() {
    return marks.size();
  }

  /** The age of the oldest operation in flight; zero when there is none. */
  public Duration oldest() {
    return Duration.ofNanos(marks.stream().mapToLong(Mark::age).max().orElse(0));
  }

  /** The addresses of operations older than {@code age}, for a warning. */
  public List<String> olderThan(Duration age) {
    return marks.stream()
        .filter(mark -> mark.age() > age.toNanos())
        .map(mark -> mark.operation.address())
        .sorted()
        .toList();
  }

  /** Tells those who wait for an operation that is past its deadline. */
  void tellOverdue() {
    marks.stream()
        .filter(mark -> mark.age() > mark.operation.deadline().toNanos())
        .forEach(mark -> mark.overdue.run());
  }

  /** Waits until nothing is in flight, at most {@code time}; says whether that came about. */
  public boolean drain(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (!marks.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(POLL_NANOS);
    }
    return marks.isEmpty();
  }
}
