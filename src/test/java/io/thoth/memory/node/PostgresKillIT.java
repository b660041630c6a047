package io.thoth.memory.node;

import io.thoth.memory.support.Postgres;
import java.util.Map;

/** The same with the data in PostgreSQL. */
class PostgresKillIT extends KillIT {
  private final String schema = Postgres.freshSchema();

  @Override
  Map<String, String> database() {
    return Postgres.shared().settings(schema);
  }
}
