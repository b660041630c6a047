package io.thoth.memory.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.http.OpenApi;
import io.thoth.memory.json.Json;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The routes about the node: health, metrics and the description of the API. */
final class NodeRoutes {
  private static final int UNAVAILABLE = 503;

  private final Bus bus;
  private final PrometheusMeterRegistry metrics;

  NodeRoutes(Bus bus, PrometheusMeterRegistry metrics) {
    this.bus = bus;
    this.metrics = metrics;
  }

  /** The features' endpoints, those of the node, and a description of them all. */
  List<Endpoint> with(List<Endpoint> features) {
    List<Endpoint> all = new ArrayList<>(features);
    all.add(Direct.open("/health", "How the node is, part by part", this::health));
    all.add(Direct.open("/v1/health/", "Whether the node is healthy", this::brief));
    all.add(Direct.open("/v1/ready/", "Whether the node takes requests", this::brief));
    all.add(Direct.open("/v1/version", "The version of the program", this::version));
    all.add(Asked.get("/api/memory/stats", Stats.ASK, "How much there is"));
    all.add(
        Asked.get(
            "/v1/embeddings/total_storage_size", VectorSize.ASK, "How much the vectors take"));
    all.add(Direct.guarded("/metrics", "Metrics in the format of Prometheus", this::metrics));
    Buffer[] description = new Buffer[1];
    all.add(
        Direct.open(
            "/openapi.json",
            "This description",
            context ->
                context
                    .response()
                    .putHeader("Content-Type", "application/json")
                    .end(description[0])));
    description[0] = Buffer.buffer(Json.writeBytes(OpenApi.describe(Version.text(), all)));
    return List.copyOf(all);
  }

  private void health(RoutingContext context) {
    answer(context, health -> health);
  }

  private void brief(RoutingContext context) {
    answer(
        context,
        health ->
            Map.of(
                "version", health.version(), "status", health.writes() ? Health.OK : Health.DOWN));
  }

  private void version(RoutingContext context) {
    json(context, 200, Map.of("version", Version.text()));
  }

  /** They tell of the whole node, so only the organisation that runs it sees them. */
  private void metrics(RoutingContext context) {
    Caller caller = Incoming.caller(context);
    caller.grant().requireNoAgent();
    if (!caller.tenant().equals(Caller.DEFAULT_TENANT)) {
      caller.grant().requireOperator();
    }
    context
        .vertx()
        .executeBlocking(metrics::scrape)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                    .end(text))
        .onFailure(context::fail);
  }

  private void answer(RoutingContext context, Function<Health, Object> shown) {
    Future<Health> asked =
        bus.ask(Health.ASK, new Health.Ask(), Caller.node(Caller.DEFAULT_TENANT, "health"))
            .map(Answer::value);
    asked
        .onSuccess(
            health -> json(context, health.writes() ? 200 : UNAVAILABLE, shown.apply(health)))
        .onFailure(context::fail);
  }

  private static void json(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(Json.writeBytes(body)));
  }
}
