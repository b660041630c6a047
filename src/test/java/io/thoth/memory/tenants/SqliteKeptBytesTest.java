package io.thoth.memory.tenants;

import java.util.Map;

class SqliteKeptBytesTest extends KeptBytesContract {
  @Override
  Map<String, String> database() {
    return Map.of();
  }
}
