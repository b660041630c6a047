package io.thoth.memory.mcpservers;

import java.util.Map;

/** On SQLite. */
class SqliteMcpServersTest extends McpServersContract {
  @Override
  Map<String, String> database() {
    return Map.of();
  }
}
