package io.thoth.memory.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long requests take, by method and status: {@code thoth_http_request_seconds}. In place of
 * Vert.x's own metrics of an HTTP server, which hang a connection that arrives while it begins to
 * listen. Thread-safe.
 */
final class RequestTimers {
  private static final Set<String> METHODS =
      Set.of("GET", "POST", "PATCH", "PUT", "DELETE", "OPTIONS", "HEAD");

  private record Kind(String method, int status) {}

  private final MeterRegistry meters;
  private final Map<Kind, Timer> timers = new ConcurrentHashMap<>();

  RequestTimers(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Times the request from here to its end, an answer that was not taken too. */
  void time(RoutingContext context) {
    long begun = System.nanoTime();
    context.addEndHandler(_ -> record(context, System.nanoTime() - begun));
    context.next();
  }

  private void record(RoutingContext context, long nanos) {
    String method = context.request().method().name();
    Kind kind =
        new Kind(METHODS.contains(method) ? method : "other", context.response().getStatusCode());
    timers.computeIfAbsent(kind, this::timer).record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(Kind kind) {
    return Timer.builder("thoth.http.request")
        .description("How long HTTP requests took, by method and status")
        .tag("method", kind.method())
        .tag("status", Integer.toString(kind.status()))
        .register(meters);
  }
}
