package io.thoth.memory.http;

import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which methods a path has. Immutable. */
final class Allowed {
  private record Route(Pattern path, HttpMethod method) {}

  private final List<Route> routes;

  Allowed(List<Endpoint> endpoints) {
    routes =
        endpoints.stream()
            .map(each -> new Route(Pattern.compile(regex(each.path())), each.method()))
            .toList();
  }

  /** Of a path with parameters in braces: both slash forms, a group for each parameter. */
  static String regex(String path) {
    return path.replaceAll("/$", "").replaceAll("\\{[^}]+}", "([^/]+)") + "/?";
  }

  /** In the form of the header {@code Allow}, with the {@code OPTIONS} that every path has. */
  String at(String path) {
    Stream<String> methods =
        routes.stream()
            .filter(route -> route.path().matcher(path).matches())
            .map(route -> route.method().name());
    return Stream.concat(methods, Stream.of("OPTIONS"))
        .distinct()
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
