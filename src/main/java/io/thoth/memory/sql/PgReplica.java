package io.thoth.memory.sql;

import io.thoth.memory.sql.ReplicaHealth.State;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A replica as those who read see it: a few connections that are open already, or none. Nobody
 * waits for a replica: whoever finds it away, behind or busy reads elsewhere, and its watch finds
 * out when it can be used again. Thread-safe.
 */
final class PgReplica implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PgReplica.class);

  /** What holds at present; {@code lacking} is the position that a replica behind must reach. */
  private record Standing(State state, String detail, long lacking, long since) {
    Standing(State state, String detail, long lacking) {
      this(state, detail, lacking, System.nanoTime());
    }

    Standing after(Standing before) {
      return state == before.state ? new Standing(state, detail, lacking, before.since) : this;
    }
  }

  private final PgConfig config;
  private final int most;
  private final PgDoor door;
  private final Nesting nesting;
  private final PgReplicaWatch watch;
  private final ConcurrentLinkedDeque<PgFollower> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicLong reads = new AtomicLong();
  private final AtomicReference<Standing> standing =
      new AtomicReference<>(new Standing(State.AWAY, "not asked yet", 0));
  private volatile long lag;
  private volatile boolean closed;

  /**
   * @param primary asks how far the primary is
   */
  PgReplica(PgConfig config, Nesting nesting, Supplier<PgPosition> primary) {
    this.config = config;
    this.most = config.pool() / 2;
    this.nesting = nesting;
    this.door = new PgDoor(config);
    this.watch = new PgReplicaWatch(this, door, primary);
  }

  void start() {
    watch.start();
  }

  boolean isReady() {
    return standing.get().state() == State.READY;
  }

  /** Runs and answers the call; false when it has to be run elsewhere. */
  boolean served(Call<?> call, PgPosition wanted) {
    PgFollower follower = isReady() ? take() : null;
    if (follower == null) {
      return false;
    }
    boolean served = false;
    try {
      served = follower.reaches(wanted) ? ran(call, follower) : isBehind(wanted);
    } catch (PgNoReplica | PgFailure cause) {
      fails(cause, follower);
    } finally {
      giveBack(follower);
    }
    if (served) {
      reads.incrementAndGet();
      call.answer();
    }
    return served;
  }

  private boolean ran(Call<?> call, PgFollower follower) {
    RuntimeException failure = follower.run(call, nesting);
    if (failure != null && PgFailure.isLoss(failure)) {
      fails(failure, follower);
    }
    return failure == null;
  }

  private void fails(RuntimeException cause, PgFollower follower) {
    follower.close();
    fails(cause);
    watch.wake();
  }

  private boolean isBehind(PgPosition wanted) {
    become(new Standing(State.BEHIND, "it is behind", wanted.bytes()));
    watch.wake();
    return false;
  }

  /** It cannot be used, until the watch has seen that it can. */
  void fails(RuntimeException cause) {
    boolean refused = cause instanceof PgNoReplica;
    Throwable first = cause.getCause() == null ? cause : cause.getCause(); // without the statement
    String why = String.valueOf(first.getMessage());
    become(new Standing(refused ? State.REFUSED : State.AWAY, why, 0));
  }

  private @Nullable PgFollower take() {
    PgFollower found = idle.poll();
    while (found != null && found.isBroken()) {
      open.decrementAndGet();
      found = idle.poll();
    }
    if (found == null && lacksConnections()) {
      watch.wake();
    }
    return found;
  }

  private void giveBack(PgFollower follower) {
    if (follower.isBroken()) {
      open.decrementAndGet();
    } else {
      idle.push(follower);
      closeWhenClosed();
    }
  }

  /** The watch has looked and found a replica that is so far, while the primary was there. */
  void seen(PgPosition here, PgPosition before, PgPosition primary) {
    lag = Math.max(0, primary.bytes() - here.bytes());
    Standing now = standing.get();
    long needed = now.state() == State.BEHIND ? now.lacking() : before.bytes();
    if (here.bytes() >= needed) {
      become(new Standing(State.READY, "ok", 0));
    } else if (now.state() != State.BEHIND) {
      become(new Standing(State.BEHIND, "it is behind", needed));
    }
  }

  /** Whether those who read find too few connections. */
  boolean lacksConnections() {
    return isReady() && idle.isEmpty() && open.get() < most;
  }

  void add(PgFollower follower) {
    open.incrementAndGet();
    idle.push(follower);
    closeWhenClosed();
  }

  private void become(Standing next) {
    Standing before = standing.getAndUpdate(next::after);
    boolean same = next.state() == before.state();
    if (next.state() == State.READY && !same && before.state() != State.BEHIND) {
      log.info("replica={} is used", config);
    }
    if ((next.state() == State.REFUSED || next.state() == State.AWAY) && !same) {
      log.warn("replica={} is not used: {}", config, next.detail());
    }
  }

  ReplicaHealth health() {
    Standing now = standing.get();
    Duration lasting = Duration.ofNanos(System.nanoTime() - now.since());
    return new ReplicaHealth(
        config.host() + ":" + config.port(), now.state(), now.detail(), lasting, lag, reads.get());
  }

  private void closeWhenClosed() {
    if (closed) {
      closeIdle();
    }
  }

  private void closeIdle() {
    PgFollower left = idle.poll();
    while (left != null) {
      left.close();
      left = idle.poll();
    }
  }

  @Override
  public void close() {
    closed = true;
    watch.close();
    standing.set(new Standing(State.AWAY, "the store is closed", 0));
    closeIdle();
    door.close();
  }
}
