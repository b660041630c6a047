package io.thoth.memory.fence.offenders.node;

import io.thoth.memory.fence.offenders.core.BlockStore;
import io.thoth.memory.fence.offenders.core.CoreRoutes;
import io.thoth.memory.fence.offenders.core.CoreVerticle;
import io.vertx.core.eventbus.EventBus;

/** Innocent: the node wires everything together. */
public record Wiring(EventBus bus, BlockStore store, CoreVerticle verticle, CoreRoutes routes) {}
