package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The replicas of a primary, in turn. One is read from only when it has replayed everything that
 * the primary had flushed at a moment after the question came; so what it answers includes whatever
 * any node has acknowledged before. Thread-safe.
 */
final class PgReplicas implements AutoCloseable {
  private final List<PgReplica> replicas;
  private final PgNewest newest;
  private final AtomicInteger turn = new AtomicInteger();
  private final AtomicLong elsewhere = new AtomicLong();

  PgReplicas(List<PgConfig> configs, Nesting nesting, PgNewest newest) {
    this.newest = newest;
    this.replicas =
        configs.stream().map(each -> new PgReplica(each, nesting, newest::position)).toList();
    replicas.forEach(PgReplica::start);
  }

  /** Runs and answers the call; false when the primary has to, which then sees to all errors. */
  boolean served(Call<?> call) {
    boolean served =
        !replicas.isEmpty() && replicas.stream().anyMatch(PgReplica::isReady) && servedByOne(call);
    if (!served) {
      elsewhere.incrementAndGet();
    }
    return served;
  }

  private boolean servedByOne(Call<?> call) {
    PgPosition wanted;
    try {
      wanted = newest.position();
    } catch (Fault | SqlFailure _) {
      return false;
    }
    int first = turn.getAndIncrement();
    for (int more = 0; more < replicas.size(); more++) {
      if (replicas.get(Math.floorMod(first + more, replicas.size())).served(call, wanted)) {
        return true;
      }
    }
    return false;
  }

  /** How many reads that a replica may answer the primary has. */
  long elsewhere() {
    return elsewhere.get();
  }

  List<ReplicaHealth> health() {
    return replicas.stream().map(PgReplica::health).toList();
  }

  @Override
  public void close() {
    replicas.forEach(PgReplica::close);
  }
}
