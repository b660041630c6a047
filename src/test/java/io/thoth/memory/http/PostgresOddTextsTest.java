package io.thoth.memory.http;

import io.thoth.memory.support.Postgres;
import org.junit.jupiter.api.BeforeAll;

/** The same on PostgreSQL. */
class PostgresOddTextsTest extends OddTextsContract {
  @BeforeAll
  static void start() {
    begin(Postgres.shared().settings(Postgres.freshSchema()));
  }
}
