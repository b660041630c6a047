package io.thoth.memory.turns;

import java.util.concurrent.TimeUnit;

/**
 * Whether anybody has asked this process for anything lately. Work that takes long leaves most of
 * the processors and of the store to those who do, and takes all of it when it is alone. One for
 * the process, as its processors are. Thread-safe.
 */
public final class Others {
  private static final long LATELY = TimeUnit.SECONDS.toNanos(1);
  private static volatile long last = System.nanoTime() - LATELY;

  private Others() {}

  /** Somebody asks for something. */
  public static void ask() {
    last = System.nanoTime();
  }

  /** When somebody asked last, by {@link System#nanoTime}. */
  static long last() {
    return last;
  }

  static boolean here() {
    return System.nanoTime() - last < LATELY;
  }
}
