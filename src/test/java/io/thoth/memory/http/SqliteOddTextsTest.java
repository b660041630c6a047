package io.thoth.memory.http;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;

/** The same on SQLite. */
class SqliteOddTextsTest extends OddTextsContract {
  @BeforeAll
  static void start() {
    begin(Map.of());
  }
}
