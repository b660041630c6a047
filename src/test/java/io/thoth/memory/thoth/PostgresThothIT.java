package io.thoth.memory.thoth;

import io.thoth.memory.support.Postgres;
import java.util.Map;

/** The same with the data in PostgreSQL. */
class PostgresThothIT extends ThothIT {
  @Override
  Map<String, String> database() {
    return Postgres.shared().settings(Postgres.freshSchema());
  }
}
