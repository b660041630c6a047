package io.thoth.memory.http;

import io.thoth.memory.access.Access;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;

/** Lets a request in or refuses it, before its body is read. */
final class Admission implements PlatformHandler {
  private final Access access;

  Admission(Access access) {
    this.access = access;
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    access.admit(request.getHeader("Authorization"), request.getHeader("X-BARE-PASSWORD"));
    context.next();
  }
}
