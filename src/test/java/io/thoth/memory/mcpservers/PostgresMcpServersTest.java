package io.thoth.memory.mcpservers;

import io.thoth.memory.support.Postgres;
import java.util.Map;

/** The same on PostgreSQL. */
class PostgresMcpServersTest extends McpServersContract {
  @Override
  Map<String, String> database() {
    return Postgres.shared().settings(Postgres.freshSchema());
  }
}
