package io.thoth.memory.http;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;

/**
 * An endpoint that writes its answer itself: health, metrics, streams, other protocols. Unless it
 * is a GET or DELETE its body is read first, see {@link Incoming#body}.
 *
 * @param open whether it answers without a password
 */
public record Direct(
    HttpMethod method, String path, String summary, boolean open, Handler<RoutingContext> handler)
    implements Endpoint {

  public static Direct open(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.GET, path, summary, true, handler);
  }

  public static Direct guarded(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.GET, path, summary, false, handler);
  }

  public static Direct posted(String path, String summary, Handler<RoutingContext> handler) {
    return new Direct(HttpMethod.POST, path, summary, false, handler);
  }
}
