package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * A bounded queue that can be closed. Unlike the queues of the JDK it decides "closed", "full" and
 * "taken in" under one lock, so a call is either refused or certain to be served before the threads
 * end; and it wakes a thread only when one sleeps.
 */
final class Mailbox {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrived = lock.newCondition();
  private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
  private final String what;
  private final int bound;
  private int sleepers;
  private boolean closed;

  Mailbox(String what, int bound) {
    this.what = what;
    this.bound = bound;
  }

  void put(Call<?> call) {
    lock.lock();
    try {
      if (closed) {
        throw Fault.unavailable("the store is closed");
      }
      if (waiting.size() >= bound) {
        throw new Fault(FaultKind.BUSY, "too many " + what + " are waiting; try again shortly");
      }
      waiting.add(call);
      if (sleepers > 0) {
        arrived.signal();
      }
    } finally {
      lock.unlock();
    }
  }

  /** The next call, waiting for one; null when the mailbox is closed and empty. */
  @Nullable Call<?> take() {
    return take(Long.MAX_VALUE);
  }

  /**
   * The next call if one comes in time; null when none came, or the mailbox is closed and empty.
   */
  @Nullable Call<?> take(long nanos) {
    lock.lock();
    try {
      long left = nanos;
      while (waiting.isEmpty() && !closed && left > 0) {
        left = sleep(left);
      }
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  private long sleep(long nanos) {
    sleepers++;
    try {
      return arrived.awaitNanos(nanos);
    } catch (InterruptedException _) {
      return nanos; // These threads end when the mailbox closes, not by an interrupt.
    } finally {
      sleepers--;
    }
  }

  /** The next call if one is already there. */
  @Nullable Call<?> poll() {
    lock.lock();
    try {
      return waiting.poll();
    } finally {
      lock.unlock();
    }
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  boolean finished() {
    lock.lock();
    try {
      return closed && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  void close() {
    lock.lock();
    try {
      closed = true;
      arrived.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
