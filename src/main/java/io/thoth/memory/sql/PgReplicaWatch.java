package io.thoth.memory.sql;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks after one replica on a thread of its own: once in a second while it is used, and when it is
 * not, soon and then ever more seldom. Only here are connections made, so nobody who reads waits
 * for one.
 */
final class PgReplicaWatch implements AutoCloseable {
  private static final Duration USUAL = Duration.ofSeconds(1);
  private static final Duration FIRST = Duration.ofMillis(10);

  private final PgReplica replica;
  private final PgDoor door;
  private final Supplier<PgPosition> primary;
  private final Thread thread = Thread.ofVirtual().name("postgres-replica").unstarted(this::work);
  private @Nullable PgFollower own;
  private @Nullable PgPosition before;
  private Duration next = FIRST;
  private volatile boolean closed;

  PgReplicaWatch(PgReplica replica, PgDoor door, Supplier<PgPosition> primary) {
    this.replica = replica;
    this.door = door;
    this.primary = primary;
  }

  void start() {
    thread.start();
  }

  /** Something has happened: look now. */
  void wake() {
    LockSupport.unpark(thread);
  }

  private void work() {
    while (!closed) {
      look();
      LockSupport.parkNanos(this, pause().toNanos());
    }
    drop();
  }

  private Duration pause() {
    if (replica.isReady()) {
      next = FIRST;
      return USUAL;
    }
    Duration pause = next;
    Duration longer = pause.multipliedBy(2);
    next = longer.compareTo(USUAL) < 0 ? longer : USUAL;
    return pause;
  }

  private void look() {
    try {
      look(primary.get());
    } catch (RuntimeException cause) {
      drop();
      replica.fails(cause);
    }
  }

  private void look(PgPosition there) {
    if (own == null) {
      own = PgFollower.open(door, there);
    }
    PgPosition here = own.prove(there);
    PgPosition since = before == null || !before.isOfSameHistory(there) ? there : before;
    replica.seen(here, since, there);
    before = there;
    if (replica.lacksConnections()) {
      replica.add(PgFollower.open(door, there));
    }
  }

  private void drop() {
    if (own != null) {
      own.close();
      own = null;
    }
  }

  @Override
  public void close() {
    closed = true;
    wake();
    try {
      thread.join();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // It ends by itself.
    }
  }
}
