package io.thoth.memory.fence.offenders.sql;

import io.vertx.core.Future;

/** A part of the store that knows Vert.x without being about PostgreSQL. */
public record Waiter(Future<String> answer) {}
