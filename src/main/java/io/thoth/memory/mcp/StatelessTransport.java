package io.thoth.memory.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.modelcontextprotocol.common.McpTransportContext;
import io.modelcontextprotocol.server.McpStatelessServerHandler;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCNotification;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpStatelessServerTransport;
import io.modelcontextprotocol.spec.ProtocolVersions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * The SDK's stateless transport without a web server: a message in, at most one message out. The
 * thread that asks does the work, so it must be one that may wait.
 */
final class StatelessTransport implements McpStatelessServerTransport {
  static final List<String> VERSIONS =
      List.of(
          ProtocolVersions.MCP_2024_11_05,
          ProtocolVersions.MCP_2025_03_26,
          ProtocolVersions.MCP_2025_06_18,
          ProtocolVersions.MCP_2025_11_25);

  /** For the SDK's own records, which say themselves how they are written. */
  static final JsonMapper MAPPER = JsonMapper.builder().build();

  private @Nullable McpStatelessServerHandler handler;

  @Override
  public void setMcpHandler(McpStatelessServerHandler handler) {
    this.handler = handler;
  }

  @Override
  public Mono<Void> closeGracefully() {
    return Mono.empty();
  }

  @Override
  public List<String> protocolVersions() {
    return VERSIONS;
  }

  /** The answer to a request; none for a notification, or for an answer nobody asked for. */
  Optional<JSONRPCResponse> take(McpTransportContext context, JsonNode message) {
    McpStatelessServerHandler server = Objects.requireNonNull(handler);
    JsonNode method = message.get("method");
    if (method == null) {
      return Optional.empty();
    }
    Object params =
        message.has("params") ? MAPPER.convertValue(message.get("params"), Object.class) : Map.of();
    JsonNode id = message.get("id");
    if (id == null) {
      server
          .handleNotification(context, new JSONRPCNotification("2.0", method.asText(), params))
          .block();
      return Optional.empty();
    }
    Object name = MAPPER.convertValue(id, Object.class);
    JSONRPCRequest request = new JSONRPCRequest("2.0", method.asText(), name, params);
    return Optional.ofNullable(server.handleRequest(context, request).block());
  }
}
