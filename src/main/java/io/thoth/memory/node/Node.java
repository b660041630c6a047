package io.thoth.memory.node;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.turns.Turns;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.micrometer.MetricsDomain;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One running node. {@link #start} builds it and returns when it listens; {@link #close} lets what
 * is in flight finish and gives everything back in reverse order. Not to be called on an event
 * loop.
 */
public final class Node implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Node.class);
  private static final long START_SECONDS = 60;
  private static final Duration DRAIN = Duration.ofSeconds(10);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();
  private int port;

  private Node() {}

  /** Starts a node; when it fails, what was opened is closed again. */
  public static Node start(NodeConfig config) {
    return start(config, List.of());
  }

  /** The same with further endpoints, such as a benchmark's. */
  public static Node start(NodeConfig config, List<Endpoint> further) {
    Node node = new Node();
    try {
      node.open(config, further);
      return node;
    } catch (Throwable problem) {
      node.close();
      throw problem;
    }
  }

  public int port() {
    return port;
  }

  private void open(NodeConfig config, List<Endpoint> further) {
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    opened.push(metrics::close);
    Caches caches = opened(Caches.open(config.cache()));
    // Early, because the model loads while everything else starts.
    Turns turns = Turns.ofProcessors();
    Embedder embedder = opened(Embedder.open(config.embedding(), caches.cache(), turns));
    Sql sql = opened(config.store().open());
    StoreMeters.register(sql, metrics);
    sql.migrate(Migrations.of(sql.dialect()));
    ReplicaState.measure(sql, metrics);
    NodeAddress.forget(config);
    Vertx vertx = vertx(metrics);
    opened.push(() -> vertx.close().await(START_SECONDS, TimeUnit.SECONDS));
    Bus bus = new Bus(vertx, metrics);
    opened.push(() -> drain(bus));
    await(Features.deploy(vertx, bus, sql, embedder, turns, caches, config));
    Edge edge = await(Edge.deploy(vertx, bus, metrics, caches, config, further));
    opened.push(() -> edge.undeploy().await(START_SECONDS, TimeUnit.SECONDS));
    port = edge.port();
    if (config.store() instanceof SqliteConfig) {
      opened.push(NodeAddress.announce(config, port));
    }
  }

  private static Vertx vertx(PrometheusMeterRegistry metrics) {
    // Vert.x's own metrics of the bus look a meter up for every message, which cost a third of
    // reading a block; the bus package measures each operation instead. Those of the HTTP server
    // break a connection that arrives while it begins to listen: it then hangs for ever.
    MicrometerMetricsOptions options =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .addDisabledMetricsCategory(MetricsDomain.EVENT_BUS)
            .addDisabledMetricsCategory(MetricsDomain.HTTP_SERVER);
    return Vertx.builder()
        .with(new VertxOptions().setMetricsOptions(options))
        .withMetrics(new MicrometerMetricsFactory(metrics))
        .build();
  }

  private static void drain(Bus bus) {
    if (!bus.inFlight().drain(DRAIN)) {
      LOG.warn("closing with {} operations still in flight", bus.inFlight().count());
    }
  }

  private <T extends AutoCloseable> T opened(T part) {
    opened.push(part);
    return part;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(START_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException problem) {
      throw new IllegalStateException("a part did not start in time", problem);
    }
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      try {
        opened.pop().close();
      } catch (Exception problem) {
        LOG.warn("a part did not close cleanly", problem);
      }
    }
  }
}
