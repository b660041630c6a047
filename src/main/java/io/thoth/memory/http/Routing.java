package io.thoth.memory.http;

import io.thoth.memory.access.Access;
import io.thoth.memory.bus.Bus;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Builds the router from the table of endpoints. */
final class Routing {
  private static final int[] ANSWERED_BY_ROUTER = {400, 404, 413, 500};
  private static final int NOT_ALLOWED = 405;
  private static final Pattern PARAMETER = Pattern.compile("\\{([^}]+)}");

  private final HttpConfig config;
  private final Bus bus;
  private final Access access;
  private final Admission admission;

  Routing(HttpConfig config, Bus bus, Access access) {
    this.config = config;
    this.bus = bus;
    this.access = access;
    this.admission = new Admission(access);
  }

  Router router(Vertx vertx, List<Endpoint> endpoints) {
    Router router = Router.router(vertx);
    router.route().handler(RequestKey::name);
    router.route().handler(Cors.handler(config.corsOrigins()));
    Map<String, Router> parts = new LinkedHashMap<>();
    for (Endpoint endpoint : ordered(endpoints)) {
      Router part = parts.computeIfAbsent(part(endpoint.path()), _ -> Router.router(vertx));
      mount(part, endpoint);
    }
    // One router per resource, so that finding a route does not try all the others first.
    parts.forEach((prefix, part) -> router.route(prefix + "/*").subRouter(part));
    router.route().failureHandler(context -> Refusal.of(context, context.statusCode()));
    refuse(router, endpoints);
    parts.values().forEach(part -> refuse(part, endpoints));
    return router;
  }

  private static void refuse(Router router, List<Endpoint> endpoints) {
    for (int status : ANSWERED_BY_ROUTER) {
      router.errorHandler(status, context -> Refusal.of(context, status));
    }
    Allowed allowed = new Allowed(endpoints);
    router.errorHandler(NOT_ALLOWED, context -> methods(context, allowed));
  }

  /** Tells which methods there are to who asks for them by OPTIONS or takes another one. */
  private static void methods(RoutingContext context, Allowed allowed) {
    context.response().putHeader("Allow", allowed.at(context.normalizedPath()));
    if (context.request().method().equals(HttpMethod.OPTIONS)) {
      context.response().setStatusCode(204).end();
    } else {
      Refusal.of(context, NOT_ALLOWED);
    }
  }

  /** Fixed paths before those with parameters: {@code /count} is not an id. */
  private static List<Endpoint> ordered(List<Endpoint> endpoints) {
    return endpoints.stream()
        .sorted(Comparator.comparing((Endpoint endpoint) -> shape(endpoint.path())))
        .toList();
  }

  private static String shape(String path) {
    return path.replaceAll("\\{[^}]+}", "~");
  }

  /** The resource a path belongs to: its first two segments under {@code /v1}, else its first. */
  private static String part(String path) {
    String[] segments = path.split("/");
    return "v1".equals(segments[1]) ? "/v1/" + segments[2] : "/" + segments[1];
  }

  /** Both slash forms by one route: a redirect would break clients that follow none. */
  private void mount(Router part, Endpoint endpoint) {
    String below = endpoint.path().substring(part(endpoint.path()).length());
    Route route = part.routeWithRegex(endpoint.method(), Allowed.regex(below));
    List<String> names = PARAMETER.matcher(below).results().map(found -> found.group(1)).toList();
    if (!names.isEmpty()) {
      route.setRegexGroupsNames(names);
    }
    switch (endpoint) {
      case Direct direct when direct.open() -> route.handler(direct.handler());
      case Direct direct -> route.handler(admission).handler(direct.handler());
      case Asked<?, ?> asked -> ask(route, asked);
    }
  }

  private void ask(Route route, Asked<?, ?> asked) {
    // The password first: nobody uploads a body without it.
    route.handler(admission);
    if (Field.takesBody(asked.method())) {
      route.handler(new BodyReader(config.maxBodyBytes()));
    }
    route.handler(new AskHandler<>(asked, bus, access));
  }
}
