package io.thoth.memory.fence.offenders.core;

import io.vertx.core.VerticleBase;

/** Innocent: a verticle that is named so. */
public final class CoreVerticle extends VerticleBase {}
