package io.thoth.memory.node;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.config.Variables;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.support.ClusteredVertx;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Stores;
import io.thoth.memory.turns.Turns;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Two clustered instances of Vert.x in this JVM: one has the HTTP edge and nothing else, the other
 * the features and the store, so that every question crosses the wire.
 */
final class TwoNodes extends HttpPeer {
  private final List<Vertx> cluster = ClusteredVertx.start(2);
  private final Sql sql;
  private final Embedder embedder;
  private final Bus served;
  private final Edge edge;

  TwoNodes(Path data) {
    NodeConfig config = NodeConfig.of(Variables.of(Map.of("LETTA_SERVER_PORT", "0")), data);
    Caches caches = Caches.open(config.cache());
    embedder = Embedder.open(config.embedding());
    sql = Stores.sqlite(data.resolve("thoth.db"));
    served = new Bus(cluster.getFirst());
    Features.deploy(cluster.getFirst(), served, sql, embedder, Turns.ofProcessors(), caches, config)
        .await();
    PrometheusMeterRegistry metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    Bus asking = new Bus(cluster.getLast(), metrics);
    edge = Edge.deploy(cluster.getLast(), asking, metrics, caches, config, List.of()).await();
  }

  /** The bus of the node that serves. */
  Bus served() {
    return served;
  }

  @Override
  public String url() {
    return "http://127.0.0.1:" + edge.port();
  }

  @Override
  public void close() {
    super.close();
    cluster.reversed().forEach(vertx -> vertx.close().await());
    sql.close();
    embedder.close();
  }
}
