package io.thoth.memory.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.thoth.memory.sql.ReplicaHealth;
import io.thoth.memory.sql.Sql;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/** What a node tells of the replicas of its database, if it has any. */
final class ReplicaState {
  private ReplicaState() {}

  /** A part of the node's health: without replicas everything is slower, but nothing is wrong. */
  static JsonObject health(List<ReplicaHealth> replicas) {
    String trouble =
        replicas.stream()
            .filter(replica -> !replica.isWell())
            .map(replica -> replica.address() + ": " + replica.detail())
            .collect(Collectors.joining("; "));
    return new JsonObject()
        .put("status", trouble.isEmpty() ? Health.OK : Health.DEGRADED)
        .put("detail", trouble.isEmpty() ? "ok" : trouble)
        .put("replicas", replicas.stream().map(ReplicaState::shown).toList());
  }

  private static Map<String, Object> shown(ReplicaHealth replica) {
    return Map.of(
        "address", replica.address(),
        "state", replica.state().name(),
        "detail", replica.detail(),
        "seconds", replica.lasting().toSeconds(),
        "lag_bytes", replica.lagBytes(),
        "reads", replica.reads());
  }

  /** Counts the reads that replicas may answer by who answered, and says how far each is behind. */
  static void measure(Sql sql, MeterRegistry metrics) {
    List<ReplicaHealth> replicas = sql.replicas();
    if (!replicas.isEmpty()) {
      FunctionCounter.builder("thoth.replica.reads", sql, Sql::readsAnywhereByPrimary)
          .tag("target", "primary")
          .register(metrics);
    }
    for (int index = 0; index < replicas.size(); index++) {
      measure(sql, index, replicas.get(index).address(), metrics);
    }
  }

  private static void measure(Sql sql, int index, String address, MeterRegistry metrics) {
    FunctionCounter.builder(
            "thoth.replica.reads", sql, of(index, ReplicaHealth::reads)::applyAsLong)
        .tag("target", address)
        .register(metrics);
    Gauge.builder("thoth.replica.lag", sql, of(index, ReplicaHealth::lagBytes)::applyAsLong)
        .tag("target", address)
        .baseUnit("bytes")
        .register(metrics);
    Gauge.builder("thoth.replica.ready", sql, of(index, ReplicaState::ready)::applyAsLong)
        .tag("target", address)
        .register(metrics);
  }

  private static ToLongFunction<Sql> of(int index, ToLongFunction<ReplicaHealth> value) {
    return sql -> value.applyAsLong(sql.replicas().get(index));
  }

  private static long ready(ReplicaHealth replica) {
    return replica.state() == ReplicaHealth.State.READY ? 1 : 0;
  }
}
