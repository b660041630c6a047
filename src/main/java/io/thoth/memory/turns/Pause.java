package io.thoth.memory.turns;

import java.util.concurrent.locks.LockSupport;

/** The time for which a thread leaves others their turn. For threads that may block. */
public final class Pause {
  private Pause() {}

  /**
   * Lasts all of its time, also when the thread is unparked meanwhile: whoever has waited for an
   * answer may be so once more. Only an interrupt ends it early; the flag stays set.
   */
  public static void of(long nanos) {
    long end = System.nanoTime() + nanos;
    long left = nanos;
    while (left > 0 && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(left);
      left = end - System.nanoTime();
    }
  }
}
