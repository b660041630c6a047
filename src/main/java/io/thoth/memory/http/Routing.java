package io.thoth.memory.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.thoth.memory.access.Access;
import io.thoth.memory.access.Identity;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.http.Paths.Found;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Builds the router from the table of endpoints. */
final class Routing {
  private static final String PLACE = "thoth.place";
  private static final int NOT_FOUND = 404;
  private static final int NOT_ALLOWED = 405;
  private static final int NO_CONTENT = 204;

  /** An endpoint as it is served. */
  private record Place(
      boolean open, boolean takesBody, Scope scope, Handler<RoutingContext> handler) {}

  private final Paths<Place> paths = new Paths<>();
  private final HttpConfig config;
  private final Bus bus;
  private final Access access;
  private final RequestTimers timers;
  private final Bodies bodies;

  Routing(HttpConfig config, Bus bus, Access access, Bodies bodies, MeterRegistry meters) {
    this.config = config;
    this.bodies = bodies;
    this.bus = bus;
    this.access = access;
    this.timers = new RequestTimers(meters);
  }

  Router router(Vertx vertx, List<Endpoint> endpoints) {
    endpoints.forEach(each -> paths.add(each.method(), each.path(), place(each)));
    Handler<RoutingContext> body = new BodyReader(config.maxBodyBytes());
    Router router = Router.router(vertx);
    router.route().handler(timers::time);
    router.route().handler(RequestKey::name);
    router.route().handler(Cors.handler(config.corsOrigins()));
    router.route().handler(this::find);
    router.route().handler(context -> readBody(context, body));
    router.route().handler(context -> place(context).handler().handle(context));
    router.route().failureHandler(context -> Refusal.of(context, context.statusCode()));
    router.errorHandler(400, context -> Refusal.of(context, 400));
    return router;
  }

  private Place place(Endpoint endpoint) {
    return switch (endpoint) {
      case Direct direct ->
          new Place(
              direct.open(),
              Field.takesBody(direct.method()) && !direct.takesBody(),
              Scope.READ,
              direct.handler());
      case Asked<?, ?> asked ->
          new Place(
              false,
              Field.takesBody(asked.method()),
              asked.operation().scope(),
              new AskHandler<>(asked, bus));
    };
  }

  private static Place place(RoutingContext context) {
    return Objects.requireNonNull(context.get(PLACE));
  }

  /** Finds the endpoint, and lets the request in or refuses it: nobody uploads a body before. */
  private void find(RoutingContext context) {
    String path = context.request().path();
    Optional<Found<Place>> found = path == null ? Optional.empty() : paths.find(path);
    if (found.isEmpty()) {
      Refusal.of(context, NOT_FOUND);
      return;
    }
    HttpMethod method = context.request().method();
    Optional<Place> place = found.get().at(method);
    if (place.isEmpty()) {
      otherMethod(context, method, found.get());
      return;
    }
    found.get().parameters().forEach((n, v) -> context.pathParams().put(n, decoded(v)));
    context.put(PLACE, place.get());
    if (place.get().open()) {
      context.next();
    } else {
      identify(context);
    }
  }

  private void identify(RoutingContext context) {
    HttpServerRequest request = context.request();
    Future<Identity> identity =
        access.identify(
            request.getHeader("Authorization"),
            request.getHeader("X-BARE-PASSWORD"),
            request.getHeader("user_id"),
            RequestKey.id(context));
    if (identity.succeeded()) {
      admit(context, identity.result());
      return;
    }
    request.pause(); // or the body would pass by while it is asked who sends it
    identity.onComplete(
        known -> {
          request.resume();
          admit(context, known);
        },
        problem -> {
          request.resume();
          context.fail(problem);
        });
  }

  private void admit(RoutingContext context, Identity identity) {
    try {
      identity.grant().require(place(context).scope());
      long seconds = access.excess(identity);
      if (seconds > 0) {
        context.response().putHeader("Retry-After", Long.toString(seconds));
        throw new Fault(
            FaultKind.BUSY, "The quota of requests per second is used up; wait " + seconds + " s");
      }
    } catch (Fault fault) {
      context.fail(fault);
      return;
    }
    Incoming.admit(context, identity);
    context.next();
  }

  private static void otherMethod(RoutingContext context, HttpMethod method, Found<Place> found) {
    context.response().putHeader("Allow", found.allowed());
    if (method.equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(NO_CONTENT).end();
    } else {
      Refusal.of(context, NOT_ALLOWED);
    }
  }

  private void readBody(RoutingContext context, Handler<RoutingContext> reader) {
    bodies.admit(context);
    if (place(context).takesBody()) {
      reader.handle(context);
    } else {
      context.next();
    }
  }

  /** A plus is a plus in a path, unlike in a form. */
  private static String decoded(String segment) {
    if (segment.indexOf('%') < 0) {
      return segment;
    }
    try {
      return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new Fault(FaultKind.UNACCEPTABLE, "The path is not percent-encoded as it must be");
    }
  }
}
