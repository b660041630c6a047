package io.thoth.memory.tenants;

import io.thoth.memory.support.Postgres;
import java.util.Map;

class PostgresKeptBytesTest extends KeptBytesContract {
  private final Map<String, String> database = Postgres.shared().settings(Postgres.freshSchema());

  @Override
  Map<String, String> database() {
    return database;
  }
}
