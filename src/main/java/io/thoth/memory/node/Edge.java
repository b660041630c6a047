package io.thoth.memory.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.thoth.memory.access.Access;
import io.thoth.memory.access.Rates;
import io.thoth.memory.access.SharedBuckets;
import io.thoth.memory.access.TokenBuckets;
import io.thoth.memory.agentfile.AgentFileRoutes;
import io.thoth.memory.backup.ExportRoutes;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.folders.UploadRoutes;
import io.thoth.memory.http.Bodies;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.HttpVerticle;
import io.thoth.memory.identities.IdentityRoutes;
import io.thoth.memory.mcp.McpRoutes;
import io.thoth.memory.mcp.Offer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The HTTP edge of a node. What serves its questions may run here or on another node. */
final class Edge {
  private final Vertx vertx;
  private final HttpVerticle verticle;
  private final String deployment;

  private Edge(Vertx vertx, HttpVerticle verticle, String deployment) {
    this.vertx = vertx;
    this.verticle = verticle;
    this.deployment = deployment;
  }

  /** Listens; {@code further} endpoints are served beside those of the features and the node. */
  static Future<Edge> deploy(
      Vertx vertx,
      Bus bus,
      PrometheusMeterRegistry metrics,
      Caches caches,
      NodeConfig config,
      List<Endpoint> further) {
    List<Endpoint> endpoints = new ArrayList<>(Features.endpoints());
    Access access = new Access(config.access(), bus, rates(caches));
    endpoints.addAll(new ExportRoutes(bus).endpoints());
    endpoints.addAll(new AgentFileRoutes(bus, config.agentFiles()).endpoints());
    endpoints.addAll(new UploadRoutes(bus).endpoints());
    endpoints.add(IdentityRoutes.properties(bus));
    Offer memory = Offer.memory(bus, new NodeReport(bus));
    endpoints.addAll(new McpRoutes("/mcp", config.mcp(), memory, Version.text()).endpoints());
    endpoints.addAll(further);
    List<Endpoint> all = new NodeRoutes(bus, metrics).with(endpoints);
    Bodies bodies = new Bodies(config.http().bodiesBytes(), metrics);
    Queue<HttpVerticle> verticles = new ConcurrentLinkedQueue<>();
    return vertx
        .deployVerticle(
            () -> {
              HttpVerticle verticle =
                  new HttpVerticle(config.http(), all, bus, access, bodies, metrics);
              verticles.add(verticle);
              return verticle;
            },
            new DeploymentOptions().setInstances(config.http().loops()))
        .map(deployment -> new Edge(vertx, verticles.element(), deployment));
  }

  private static Rates rates(Caches caches) {
    TokenBuckets own = new TokenBuckets();
    return caches.redis().<Rates>map(redis -> new SharedBuckets(own, redis)).orElse(own);
  }

  int port() {
    return verticle.port();
  }

  /** Takes no more requests and succeeds when those it took are answered. */
  Future<Void> undeploy() {
    return vertx.undeploy(deployment);
  }
}
