package io.thoth.memory.agentfile;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The same on SQLite. */
class SqliteHostileFilesTest extends HostileFilesContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
