package io.thoth.memory.recall;

import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class PostgresTurnsHttpTest extends TurnsHttpContract {
  @BeforeAll
  static void start() {
    begin(Postgres.shared().settings(Postgres.freshSchema()));
  }
}
