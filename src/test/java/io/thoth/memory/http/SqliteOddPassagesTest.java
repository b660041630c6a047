package io.thoth.memory.http;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The same on SQLite. */
class SqliteOddPassagesTest extends OddPassagesContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
