package io.thoth.memory.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.modelcontextprotocol.json.jackson2.JacksonMcpJsonMapper;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.Optional;

/**
 * The protocol's server of tools and resources. Keeps nothing between messages. {@link #answer}
 * does its work on the calling thread, which has to be a virtual one.
 */
final class MemoryServer {
  private static final String INSTRUCTIONS =
      """
      The long-term memory of agents. Core memory is a few labelled blocks that the agent always \
      sees; archival memory holds any number of passages, found by archival_memory_search. When no \
      agent is named by the connection, give agent_id; list_agents tells the ids.\
      """;

  private final StatelessTransport transport = new StatelessTransport();
  private final Resources resources;

  MemoryServer(Offer offer, String version) {
    resources = offer.resources();
    McpServer.sync(transport)
        .serverInfo("thoth-memory", version)
        .instructions(INSTRUCTIONS)
        .capabilities(ServerCapabilities.builder().tools(false).resources(false, false).build())
        .jsonMapper(new JacksonMcpJsonMapper(StatelessTransport.MAPPER))
        // Arguments are checked by the tools, which know both spellings and say what is wrong.
        .jsonSchemaValidator((_, content) -> ValidationResponse.asValid(String.valueOf(content)))
        .validateToolInputs(false)
        .immediateExecution(true)
        .tools(offer.tools())
        .resourceTemplates(resources.templates())
        .build();
  }

  /** The answer to a message; empty when it asks for none. */
  Optional<JSONRPCResponse> answer(Peer peer, JsonNode message) {
    JsonNode id = message.path("id");
    // The SDK's list is the same for everybody, but an agent has its own blocks.
    if (message.path("method").asText().equals(McpSchema.METHOD_RESOURCES_LIST)
        && !id.isMissingNode()) {
      return Optional.of(listed(peer, message));
    }
    return transport.take(peer.context(), message);
  }

  private JSONRPCResponse listed(Peer peer, JsonNode message) {
    Object id = StatelessTransport.MAPPER.convertValue(message.get("id"), Object.class);
    JsonNode cursor = message.path("params").path("cursor");
    try {
      return JSONRPCResponse.result(
          id, resources.list(peer, cursor instanceof MissingNode ? null : cursor.asText()));
    } catch (Fault fault) {
      int code =
          fault.kind() == FaultKind.INVALID
              ? McpSchema.ErrorCodes.INVALID_PARAMS
              : McpSchema.ErrorCodes.INTERNAL_ERROR;
      return JSONRPCResponse.error(
          id, new JSONRPCResponse.JSONRPCError(code, fault.getMessage(), null));
    }
  }
}
