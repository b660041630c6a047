package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Finds out whether a write succeeds now, by making one: it passes the queue, the writing thread
 * and the disk like any other. Health that only remembered the last write would say "ok" on a full
 * disk.
 */
final class WriteTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Consumer<Call<?>> writes;
  private final Work<?> touch;
  private Optional<String> failure = Optional.empty();
  private long stale = System.nanoTime();

  /**
   * @param writes takes a call like that of any write
   * @param touch writes something durably that changes nothing
   */
  WriteTrial(Consumer<Call<?>> writes, Work<?> touch) {
    this.writes = writes;
    this.touch = touch;
  }

  /** Why a write would fail; empty when it succeeds. An answer is good for a second. */
  Optional<String> failure() {
    lock.lock();
    try {
      if (System.nanoTime() - stale >= 0) {
        failure = attempt();
        stale = System.nanoTime() + FRESH.toNanos();
      }
      return failure;
    } finally {
      lock.unlock();
    }
  }

  private Optional<String> attempt() {
    try {
      Call<?> call = new Call<>("store.check", touch);
      writes.accept(call);
      call.await(PATIENCE);
      return Optional.empty();
    } catch (Fault fault) {
      boolean onlyBusy = fault.kind() == FaultKind.BUSY;
      return onlyBusy ? Optional.empty() : Optional.of(fault.getMessage());
    } catch (RuntimeException failed) {
      return Optional.of(failed.toString());
    }
  }
}
