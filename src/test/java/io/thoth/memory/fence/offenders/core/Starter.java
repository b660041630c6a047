package io.thoth.memory.fence.offenders.core;

import io.vertx.core.VerticleBase;

/** A verticle that is not named so. */
public final class Starter extends VerticleBase {}
