package io.thoth.memory.recall;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** On SQLite. */
class SqliteTurnsHttpTest extends TurnsHttpContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
