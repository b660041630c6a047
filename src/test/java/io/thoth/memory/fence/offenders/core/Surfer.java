package io.thoth.memory.fence.offenders.core;

import io.vertx.ext.web.RoutingContext;

/** A feature class that answers HTTP itself. */
public record Surfer(RoutingContext context) {}
