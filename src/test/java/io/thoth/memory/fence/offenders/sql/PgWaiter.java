package io.thoth.memory.fence.offenders.sql;

import io.vertx.core.Future;

/** No offender: what is about PostgreSQL may know Vert.x. */
public record PgWaiter(Future<String> answer) {}
