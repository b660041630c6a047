package io.thoth.memory.mcpservers;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One record.
 *
 * @param mcpServerType {@code streamable_http}, {@code sse} or {@code stdio}
 * @param config what that type needs: {@code server_url} and headers, or a command
 * @param version from 1, one more with every change
 */
public record McpServer(
    String id,
    String serverName,
    String mcpServerType,
    Map<String, Object> config,
    long version,
    Instant createdAt,
    Instant updatedAt) {
  public McpServer {
    config = Collections.unmodifiableMap(config);
  }

  /** In the shape that clients see. */
  Map<String, Object> shown() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("server_name", serverName);
    shown.put("mcp_server_type", mcpServerType);
    shown.putAll(config);
    return shown;
  }

  /** In the older shape. */
  Map<String, Object> shownOlder() {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("id", id);
    shown.put("server_name", serverName);
    shown.put("type", mcpServerType);
    shown.putAll(config);
    return shown;
  }

  boolean canBeAsked() {
    return mcpServerType.equals(ServerConfig.STREAMABLE_HTTP);
  }
}
