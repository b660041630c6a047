package io.thoth.memory.mcp;

import io.modelcontextprotocol.common.McpTransportContext;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who sent one message.
 *
 * @param agentId the agent that the address, a header or the caller's key names
 * @param key the idempotency key that the transport carried
 * @param named the caller under an idempotency key and a digest, both null when there is none
 */
public record Peer(Optional<String> agentId, Optional<String> key, Named named) {
  private static final String KEY = "thoth.peer";

  /** Makes the caller of one operation. */
  @FunctionalInterface
  public interface Named {
    Caller caller(@Nullable String key, @Nullable String digest);
  }

  McpTransportContext context() {
    return McpTransportContext.create(Map.of(KEY, this));
  }

  static Peer of(McpTransportContext context) {
    return (Peer) Objects.requireNonNull(context.get(KEY));
  }

  /** For whatever reads. */
  Caller caller() {
    return named.caller(null, null);
  }

  /** The agent meant, where a message may name one too. */
  String agent(Optional<String> argument) {
    if (agentId.isPresent() && argument.isPresent() && !agentId.equals(argument)) {
      throw Fault.invalid("agent_id", "this connection is for " + agentId.get() + " only");
    }
    return agentId
        .or(() -> argument)
        .orElseThrow(
            () ->
                Fault.invalid(
                    "agent_id",
                    "is required: connect to /mcp/agents/<agent id>, send the header X-Agent-Id,"
                        + " or give the argument agent_id"));
  }
}
