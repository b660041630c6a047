package io.thoth.memory.node;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.cache.RedisLink;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlHealth;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers for the node as a whole. Deployed on virtual threads. */
final class NodeVerticle extends VerticleBase {
  private static final Logger LOG = LoggerFactory.getLogger(NodeVerticle.class);
  private static final long WATCH_MILLIS = 5_000;
  private static final Duration STUCK = Duration.ofSeconds(30);

  private final Bus bus;
  private final Sql sql;
  private final Embedder embedder;
  private final Caches caches;

  NodeVerticle(Bus bus, Sql sql, Embedder embedder, Caches caches) {
    this.bus = bus;
    this.sql = sql;
    this.embedder = embedder;
    this.caches = caches;
  }

  @Override
  public Future<?> start() {
    HealthChecks checks = HealthChecks.create(vertx);
    checks.register("store", this::store);
    checks.register("embedding", this::embedding);
    caches.redis().ifPresent(redis -> checks.register("redis", state -> redis(redis, state)));
    if (!sql.replicas().isEmpty()) {
      checks.register("replicas", this::replicas);
    }
    bus.serve(Health.ASK, (_, _) -> health(checks));
    bus.serve(Stats.ASK, this::stats);
    bus.serve(VectorSize.ASK, this::vectorSize);
    vertx.setPeriodic(WATCH_MILLIS, _ -> warnOfStuck());
    return Future.succeededFuture();
  }

  private Health health(HealthChecks checks) {
    CheckResult result = checks.checkStatus().await();
    Map<String, Map<String, Object>> parts = new TreeMap<>();
    String status = Health.OK;
    for (CheckResult part : result.getChecks()) {
      JsonObject data = part.getData() == null ? new JsonObject() : part.getData();
      parts.put(part.getId(), data.getMap());
      if (!part.getUp()) {
        status = Health.DOWN;
      } else if (!Health.OK.equals(data.getString("status")) && Health.OK.equals(status)) {
        status = Health.DEGRADED;
      }
    }
    long uptime = ManagementFactory.getRuntimeMXBean().getUptime() / 1_000;
    return new Health(status, Version.text(), uptime, parts);
  }

  private void store(Promise<Status> promise) {
    SqlHealth health = sql.check();
    JsonObject data =
        new JsonObject()
            .put("status", health.writable() ? Health.OK : Health.DOWN)
            .put("detail", health.detail())
            .put("dialect", sql.dialect().name())
            .put("size_bytes", health.sizeBytes())
            .put("waiting_reads", health.waitingReads())
            .put("waiting_writes", health.waitingWrites());
    promise.complete(new Status().setOk(health.writable()).setData(data));
  }

  /** Without vectors search is poorer, but nothing fails: so this part is never down. */
  private void embedding(Promise<Status> promise) {
    io.thoth.memory.embedding.Health health = embedder.health();
    boolean well = health.status() == io.thoth.memory.embedding.Health.Status.OK;
    JsonObject data =
        new JsonObject()
            .put("status", well ? Health.OK : Health.DEGRADED)
            .put("state", health.status().name())
            .put("detail", health.reason())
            .put("model", embedder.model());
    promise.complete(new Status().setOk(true).setData(data));
  }

  /** Without Redis everything is slower, but nothing fails or is wrong: so never down either. */
  private static void redis(RedisLink redis, Promise<Status> promise) {
    Optional<String> trouble = redis.trouble();
    JsonObject data =
        new JsonObject()
            .put("status", trouble.isEmpty() ? Health.OK : Health.DEGRADED)
            .put("detail", trouble.orElse(""));
    promise.complete(new Status().setOk(true).setData(data));
  }

  private void replicas(Promise<Status> promise) {
    promise.complete(new Status().setOk(true).setData(ReplicaState.health(sql.replicas())));
  }

  private Stats stats(Stats.Ask question, Caller caller) {
    Archives.Counts counts = bus.call(Archives.COUNT, new Archives.Everything(), caller);
    Runtime runtime = Runtime.getRuntime();
    return new Stats(
        bus.call(Agents.COUNT, Agents.Browse.everything(), caller).count(),
        bus.call(Blocks.COUNT, new Blocks.Everything(), caller).count(),
        counts.archives(),
        counts.passages(),
        counts.pending(),
        sql.check().sizeBytes(),
        runtime.totalMemory() - runtime.freeMemory());
  }

  /** In gigabytes, as the vectors stand in the database: numbers of four bytes. */
  private VectorSize vectorSize(VectorSize.Ask question, Caller caller) {
    Archives.Counts counts = bus.call(Archives.COUNT, new Archives.Everything(), caller);
    double vectors = counts.passages() - counts.pending();
    return new VectorSize(vectors * embedder.dimensions() * Float.BYTES / 1e9);
  }

  /** Vert.x does not watch virtual threads, so an operation that never ends would go unseen. */
  private void warnOfStuck() {
    List<String> stuck = bus.inFlight().olderThan(STUCK);
    if (!stuck.isEmpty()) {
      LOG.warn("operations={} in flight for over {} s", stuck, STUCK.toSeconds());
    }
  }
}
