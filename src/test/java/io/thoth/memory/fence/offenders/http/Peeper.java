package io.thoth.memory.fence.offenders.http;

import io.thoth.memory.fence.offenders.core.CoreVerticle;
import io.vertx.ext.web.Router;

/** The edge may know the web, but not the verticle of a feature. */
public record Peeper(Router router, CoreVerticle verticle) {}
