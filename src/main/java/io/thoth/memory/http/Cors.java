package io.thoth.memory.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Which browser origins may call: the usual local ones, Thoth's, and those configured. A page of
 * any other origin is refused with 403, so that no web site can write to an open server on the
 * reader's own machine.
 */
final class Cors {
  private static final List<String> USUAL =
      List.of(
          "app://obsidian.md",
          "capacitor://localhost",
          "http://localhost",
          "https://app.letta.com",
          "http://localhost:3000",
          "http://localhost:4200",
          "http://localhost:8083",
          "http://localhost:8283",
          "http://letta.localhost",
          "http://127.0.0.1:8283");

  /** Not {@code .*}, which the library takes for a wildcard that cannot be mixed with others. */
  private static final String ANY = "[\\s\\S]*";

  private static final Pattern LOOPBACK =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

  private Cors() {}

  /** Asks of every request that names its page, but for the server's own on this machine. */
  static Handler<RoutingContext> handler(List<String> configured) {
    CorsHandler cors = origins(configured);
    return context -> {
      if (isOwn(context.request())) {
        context.next();
      } else {
        cors.handle(context);
      }
    };
  }

  /** The name must be a loopback one: any other can be pointed here by whoever owns it. */
  private static boolean isOwn(HttpServerRequest request) {
    String host = request.getHeader("Host");
    return host != null
        && LOOPBACK.matcher(host).matches()
        && ("http://" + host).equals(request.getHeader("Origin"));
  }

  private static CorsHandler origins(List<String> configured) {
    CorsHandler cors = CorsHandler.create().allowCredentials(true).maxAgeSeconds(600);
    // As patterns, because the library's own check of an origin knows no app:// scheme.
    USUAL.forEach(origin -> cors.addOriginWithRegex(Pattern.quote(origin)));
    for (String origin : configured) {
      cors.addOriginWithRegex("*".equals(origin) ? ANY : Pattern.quote(origin));
    }
    return cors.allowedMethods(
            Set.of(
                HttpMethod.GET,
                HttpMethod.POST,
                HttpMethod.PUT,
                HttpMethod.PATCH,
                HttpMethod.DELETE,
                HttpMethod.OPTIONS))
        .exposedHeaders(Set.of(RequestKey.ID, "ETag", "Retry-After", "Idempotency-Replayed"));
  }
}
