package io.thoth.memory.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * An endpoint that writes its answer itself: health, metrics, streams, other protocols. Unless it
 * is a GET or DELETE, or takes its body itself, its body is read first, see {@link Incoming#body}.
 *
 * @param open whether it answers without a password
 * @param takesBody whether the handler reads the body itself, as it arrives
 */
public record Direct(
    HttpMethod method,
    String path,
    String summary,
    boolean open,
    boolean takesBody,
    Handler<RoutingContext> handler)
    implements Endpoint {

  public static Direct open(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.GET, path, summary, true, false, handler);
  }

  public static Direct guarded(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.GET, path, summary, false, false, handler);
  }

  public static Direct posted(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.POST, path, summary, false, false, handler);
  }

  public static Direct put(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.PUT, path, summary, false, false, handler);
  }

  /** A POST whose body is not JSON, or is too large to be held. */
  public static Direct uploaded(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.POST, path, summary, false, true, handler);
  }
}
