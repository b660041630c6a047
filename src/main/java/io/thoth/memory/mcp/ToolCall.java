package io.thoth.memory.mcp;

import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Sha256;
import io.thoth.memory.json.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** One call of a tool: its arguments, and on whose behalf. */
final class ToolCall {
  /** Where a message carries an idempotency key, for transports without headers. */
  static final String META_KEY = "idempotency_key";

  private static final Pattern VISIBLE = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final Peer peer;
  private final CallToolRequest request;
  private final Arguments arguments;

  ToolCall(Peer peer, CallToolRequest request) {
    this.peer = peer;
    this.request = request;
    this.arguments = new Arguments(request.arguments() == null ? Map.of() : request.arguments());
  }

  String tool() {
    return request.name();
  }

  Arguments arguments() {
    return arguments;
  }

  /** The agent whose memory this is about; a fault when nothing names one. */
  String agent() {
    return peer.agent(arguments.optionalText("agent_id"));
  }

  Optional<String> agentIfNamed() {
    return peer.agentId().or(() -> arguments.optionalText("agent_id"));
  }

  /** For what a tool reads. */
  Caller reading() {
    return peer.caller();
  }

  /** For the one change a tool makes: with the client's idempotency key, if it sent one. */
  Caller changing() {
    Optional<String> key = metaKey().or(peer::key);
    return key.isEmpty() ? peer.caller() : peer.named().caller(key.get(), digest());
  }

  private Optional<String> metaKey() {
    Object given = request.meta() == null ? null : request.meta().get(META_KEY);
    if (given == null) {
      return Optional.empty();
    }
    if (given instanceof String text && VISIBLE.matcher(text).matches()) {
      return Optional.of(text);
    }
    throw Fault.invalid(
        "_meta." + META_KEY, "must be 1 to 255 visible ASCII characters without spaces");
  }

  /** Of tool, agent and arguments: sent again, the message itself has another id. */
  private String digest() {
    Map<String, Object> sorted =
        new TreeMap<>(request.arguments() == null ? Map.of() : request.arguments());
    List<Object> meant = List.of("mcp", tool(), agentIfNamed().orElse(""), sorted);
    return Sha256.hex(Json.writeBytes(meant));
  }
}
