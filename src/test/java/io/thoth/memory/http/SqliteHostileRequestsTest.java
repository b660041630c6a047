package io.thoth.memory.http;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The same on SQLite. */
class SqliteHostileRequestsTest extends HostileRequestsContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
