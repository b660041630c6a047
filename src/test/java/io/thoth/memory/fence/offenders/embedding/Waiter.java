package io.thoth.memory.fence.offenders.embedding;

import io.vertx.core.Future;

/** A technical part that knows Vert.x. */
public record Waiter(Future<String> answer) {}
