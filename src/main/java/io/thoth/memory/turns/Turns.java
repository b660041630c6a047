package io.thoth.memory.turns;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets a few compute at a time; organisations take turns, so that one with much to compute holds up
 * another by no more than what is being computed at the moment. Thread-safe, for virtual threads
 * too: who waits holds no processor.
 */
public final class Turns {
  private final RoundRobin<Semaphore> waiting = new RoundRobin<>();
  private int free;

  /**
   * @param atATime at least 1
   */
  public Turns(int atATime) {
    if (atATime < 1) {
      throw new IllegalArgumentException("atATime: must be at least 1, not " + atATime);
    }
    this.free = atATime;
  }

  /**
   * As many as there are processors but one, which is left to everything else. Where computing
   * takes all of them, a short read waits for a processor as long as the kernel pleases, and
   * longest when the database is on the same machine (docs/ARCHITECTURE.md, "One processor is left
   * over").
   */
  public static Turns ofProcessors() {
    return new Turns(Math.max(1, Runtime.getRuntime().availableProcessors() - 1));
  }

  /**
   * Does the work when its turn has come, on the calling thread.
   *
   * @param whose for whom, such as the organisation
   */
  public <T> T within(String whose, Supplier<T> work) {
    Semaphore turn = line(whose);
    if (turn != null) {
      turn.acquireUninterruptibly();
    }
    try {
      return work.get();
    } finally {
      leave();
    }
  }

  /**
   * Waits for a turn, which {@link #leave} ends; false when it has not come in time.
   *
   * @throws InterruptedException then there is no turn to end
   */
  public boolean enter(String whose, Duration patience) throws InterruptedException {
    Semaphore turn = line(whose);
    if (turn == null) {
      return true;
    }
    boolean come = false;
    try {
      come = turn.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS);
      return come;
    } finally {
      if (!come && !withdrawn(whose, turn)) {
        leave(); // It came after all, in the moment of giving up.
      }
    }
  }

  /** Ends a turn: the next one's has come. */
  public synchronized void leave() {
    if (waiting.isEmpty()) {
      free++;
    } else {
      waiting.take().release();
    }
  }

  /** A place in the line, which is told when its turn has come; null when it has already. */
  private synchronized @Nullable Semaphore line(String whose) {
    if (free > 0) {
      free--;
      return null;
    }
    Semaphore turn = new Semaphore(0);
    waiting.add(whose, turn);
    return turn;
  }

  private synchronized boolean withdrawn(String whose, Semaphore turn) {
    return waiting.leave(whose, turn);
  }
}
