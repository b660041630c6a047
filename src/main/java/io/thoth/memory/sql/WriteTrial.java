package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Finds out whether a write succeeds now, by making one: it passes the queue, the writing thread
 * and the disk like any other. Health that only remembered the last write would say "ok" on a full
 * disk.
 */
final class WriteTrial {
  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final Duration FRESH = Duration.ofSeconds(1);

  private final ReentrantLock lock = new ReentrantLock();
  private final Mailbox writes;
  private Optional<String> failure = Optional.empty();
  private long stale = System.nanoTime();

  WriteTrial(Mailbox writes) {
    this.writes = writes;
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
      Call<Integer> call = new Call<>("store.check", WriteTrial::touch);
      writes.put(call);
      call.await(PATIENCE);
      return Optional.empty();
    } catch (Fault fault) {
      boolean onlyBusy = fault.kind() == FaultKind.BUSY;
      return onlyBusy ? Optional.empty() : Optional.of(fault.getMessage());
    } catch (RuntimeException failed) {
      return Optional.of(failed.toString());
    }
  }

  /**
   * Writes the number that is there already: SQLite does not notice, and writes and syncs a page.
   */
  private static int touch(Tx tx) {
    long version = tx.number("pragma user_version");
    return tx.update("pragma user_version = " + version);
  }
}
