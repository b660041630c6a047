package io.thoth.memory.agentfile;

import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class PostgresHostileFilesTest extends HostileFilesContract {
  @BeforeAll
  static void start() {
    begin(Postgres.shared().settings(Postgres.freshSchema()));
  }
}
