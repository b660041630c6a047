package io.thoth.memory.tenants;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** On SQLite. */
class SqliteKeysTest extends KeysContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
