package io.thoth.memory.tenants;

import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class PostgresIsolationTest extends IsolationContract {
  @BeforeAll
  static void start() {
    begin(Postgres.shared().settings(Postgres.freshSchema()));
  }
}
