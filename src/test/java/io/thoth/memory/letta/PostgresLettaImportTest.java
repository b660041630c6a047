package io.thoth.memory.letta;

import io.thoth.memory.support.Postgres;
import java.util.Map;

/** Into PostgreSQL. */
class PostgresLettaImportTest extends LettaImportContract {
  @Override
  Map<String, String> empty() {
    return Postgres.shared().settings(Postgres.freshSchema());
  }
}
