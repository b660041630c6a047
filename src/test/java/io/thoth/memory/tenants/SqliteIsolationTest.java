package io.thoth.memory.tenants;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** On SQLite. */
class SqliteIsolationTest extends IsolationContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
