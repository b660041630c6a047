package io.thoth.memory.http;

import io.vertx.core.http.HttpMethod;
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

  private Cors() {}

  static CorsHandler handler(List<String> configured) {
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
