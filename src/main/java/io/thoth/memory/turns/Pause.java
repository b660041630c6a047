package io.thoth.memory.turns;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The time for which a thread leaves others their turn. For threads that may block. */
public final class Pause {
  private static final long LONGEST = TimeUnit.MILLISECONDS.toNanos(20);

  private Pause() {}

  /**
   * So many times as long as the work before it took, in nanoseconds; none when nobody has asked
   * for anything lately.
   */
  public static void after(long worked, int times) {
    of(due(worked, times, Others.here()));
  }

  /** 20 ms at most: what took so long that it would be more was held up by something else. */
  static long due(long worked, int times, boolean others) {
    return others ? Math.min(times * worked, LONGEST) : 0;
  }

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
