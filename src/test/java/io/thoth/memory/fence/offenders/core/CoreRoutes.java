package io.thoth.memory.fence.offenders.core;

import io.vertx.ext.web.Router;

/** Innocent: routes may know the web. */
public final class CoreRoutes {
  public void mount(Router router) {
    router.route();
  }
}
