package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs reads of one statement, on the caller's thread, over few connections that all callers share:
 * what they send goes out together. A single statement sees a snapshot by itself, so it needs no
 * transaction around it, whose begin and end would cost more than the read.
 */
final class PgPoints implements AutoCloseable {
  private final Supplier<PgLink> door;
  private final Nesting nesting;
  private final Semaphore room;
  private final int bound;
  private final ReentrantLock[] locks;
  private final @Nullable PgLink[] links;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile boolean closed;

  PgPoints(Supplier<PgLink> door, Nesting nesting, int links, int waiting) {
    this.door = door;
    this.nesting = nesting;
    this.links = new PgLink[links];
    this.locks = new ReentrantLock[links];
    for (int index = 0; index < links; index++) {
      locks[index] = new ReentrantLock();
    }
    this.bound = waiting;
    this.room = new Semaphore(waiting);
  }

  /** Runs and answers the call; false when the work turned out to have a second statement. */
  boolean served(Call<?> call) {
    if (closed) {
      throw Fault.unavailable("the store is closed");
    }
    if (!room.tryAcquire()) {
      throw new Fault(FaultKind.BUSY, "too many reads are waiting; try again shortly");
    }
    try {
      boolean whole = run(call);
      call.answer();
      return whole;
    } finally {
      room.release();
    }
  }

  /** Connections may have ended while nobody looked, so a read is tried until it has a new one. */
  private boolean run(Call<?> call) {
    PgTx tx = attempt(call);
    for (int again = 0; again < links.length && isEnded(tx); again++) {
      tx = attempt(call);
    }
    PgFailure loss = loss(tx);
    if (loss != null) {
      call.fail(PgSession.lost(call.operation(), "nothing was done", loss));
    }
    return tx == null || !tx.isTooSmall();
  }

  private static boolean isEnded(@Nullable PgTx tx) {
    PgFailure loss = loss(tx);
    return loss != null && loss.kind() == PgFailure.Kind.LOST;
  }

  private static @Nullable PgFailure loss(@Nullable PgTx tx) {
    return tx != null
            && tx.state().failure() instanceof PgFailure failure
            && PgFailure.isLoss(failure)
        ? failure
        : null;
  }

  private @Nullable PgTx attempt(Call<?> call) {
    PgLink link;
    try {
      link = link(Math.floorMod(turn.getAndIncrement(), links.length));
    } catch (RuntimeException cause) {
      call.fail(cause);
      return null;
    }
    PgTx tx = new PgTx(link, PgTx.Mode.ALONE);
    nesting.enter(call.operation());
    call.run(tx);
    nesting.leave();
    return tx;
  }

  private PgLink link(int index) {
    PgLink known = links[index];
    if (known != null && !known.isBroken()) {
      return known;
    }
    locks[index].lock();
    try {
      known = links[index];
      if (known == null || known.isBroken()) {
        known = door.get();
        links[index] = known;
      }
      return known;
    } finally {
      locks[index].unlock();
    }
  }

  int waiting() {
    return bound - room.availablePermits();
  }

  @Override
  public void close() {
    closed = true;
    room.acquireUninterruptibly(bound);
    for (PgLink link : links) {
      if (link != null) {
        link.close();
      }
    }
    room.release(bound);
  }
}
