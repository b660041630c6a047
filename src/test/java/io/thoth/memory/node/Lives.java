package io.thoth.memory.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;

/** The lives of a program that is killed again and again, as writers and their test see them. */
final class Lives {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private int life = 1;
  private int acknowledged;
  private boolean over;

  synchronized int current() {
    return life;
  }

  /** The program is up again. */
  synchronized void begin() {
    life++;
    notifyAll();
  }

  /** The life at hand is the last one. */
  synchronized void end() {
    over = true;
    notifyAll();
  }

  synchronized boolean over() {
    return over;
  }

  synchronized void acknowledge() {
    acknowledged++;
    notifyAll();
  }

  /** Waits until this many more writes are acknowledged. */
  synchronized void awaitWrites(int more) throws InterruptedException {
    int wanted = acknowledged + more;
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (acknowledged < wanted) {
      assertTrue(System.nanoTime() < end, "no write is acknowledged");
      wait(100);
    }
  }

  /** Waits for a life later than this one. */
  synchronized void awaitAfter(int seen) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (life <= seen) {
      assertTrue(System.nanoTime() < end, "the program does not come back");
      wait(100);
    }
  }
}
