package io.thoth.memory.mcp;

import com.fasterxml.jackson.databind.JsonNode;
import io.modelcontextprotocol.spec.McpSchema.ErrorCodes;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.http.Direct;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.http.Incoming;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The protocol's streamable HTTP transport without streams: each POST is answered with one JSON
 * document, so no session ties a client to a node. The specification allows a server to answer GET
 * with 405, and so this one does.
 */
public final class McpRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(McpRoutes.class);
  private static final String AGENT_ID = "agent_id";
  private static final int OK = 200;
  private static final int ACCEPTED = 202;
  private static final int BAD_REQUEST = 400;

  private final String path;
  private final McpConfig config;
  private final MemoryServer server;

  /**
   * @param path where the protocol is served; clients of one agent append the agent to it
   * @param version of the program, for the protocol's handshake
   */
  public McpRoutes(String path, McpConfig config, Offer offer, String version) {
    this.path = path;
    this.config = config;
    this.server = new MemoryServer(offer, version);
  }

  public List<Endpoint> endpoints() {
    return List.of(
        Direct.posted(
            path, "Memory as tools and resources, over the Model Context Protocol", this::serve),
        Direct.posted(
            path + "/agents/{agent_id}",
            "The memory of one agent, over the Model Context Protocol",
            this::serve));
  }

  private void serve(RoutingContext context) {
    checkHeaders(context);
    Peer peer = peer(context);
    Buffer body = Incoming.body(context).orElseGet(Buffer::buffer);
    // Off the event loop: the SDK calls the tools as plain methods, and those wait.
    Thread.ofVirtual().name("mcp").start(() -> answer(context, peer, body));
  }

  private void checkHeaders(RoutingContext context) {
    String host = context.request().getHeader("Host");
    if (!config.allows(host)) {
      throw new Fault(
          FaultKind.FORBIDDEN,
          "This server is not known as '%s' here: THOTH_ALLOWED_HOSTS lists its names"
              .formatted(host));
    }
    String version = context.request().getHeader("MCP-Protocol-Version");
    if (version != null && !StatelessTransport.VERSIONS.contains(version)) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "MCP-Protocol-Version: must be one of " + String.join(", ", StatelessTransport.VERSIONS));
    }
  }

  private Peer peer(RoutingContext context) {
    String inPath = context.pathParam(AGENT_ID);
    String inHeader = context.request().getHeader("X-Agent-Id");
    Optional<String> agent =
        Optional.ofNullable(Id.allow(AGENT_ID, Id.AGENT, inPath))
            .or(() -> Optional.ofNullable(Id.allow("X-Agent-Id", Id.AGENT, inHeader)))
            .or(() -> Optional.ofNullable(Incoming.caller(context).grant().agentId()));
    return new Peer(
        agent,
        Incoming.idempotencyKey(context),
        (key, digest) -> Incoming.caller(context, key, digest));
  }

  private void answer(RoutingContext context, Peer peer, Buffer body) {
    try {
      take(context, peer, body);
    } catch (Throwable problem) {
      // On this thread nobody else would answer.
      LOG.error("request={} mcp failed", Incoming.id(context), problem);
      context.fail(problem);
    }
  }

  private void take(RoutingContext context, Peer peer, Buffer body) throws IOException {
    JsonNode message;
    try {
      message = Json.parse(body.getBytes());
    } catch (Fault fault) {
      refuse(context, ErrorCodes.PARSE_ERROR, fault.getMessage());
      return;
    }
    if (!isMessage(message)) {
      refuse(context, ErrorCodes.INVALID_REQUEST, "The body must be one JSON-RPC 2.0 message");
      return;
    }
    Optional<JSONRPCResponse> answer = server.answer(peer, message);
    if (answer.isPresent()) {
      write(context, OK, StatelessTransport.MAPPER.writeValueAsBytes(answer.get()));
    } else {
      context.response().setStatusCode(ACCEPTED).end();
    }
  }

  private static boolean isMessage(JsonNode message) {
    JsonNode id = message.path("id");
    boolean named = id.isMissingNode() || id.isTextual() || id.isIntegralNumber();
    boolean asks = message.path("method").isTextual();
    boolean answers = message.has("result") || message.has("error");
    boolean parameters = !message.has("params") || message.get("params").isObject();
    return message.path("jsonrpc").asText().equals("2.0")
        && named
        && parameters
        && (asks || answers);
  }

  /**
   * By hand, because the SDK has no error without an id, which a message that cannot be read has.
   */
  private static void refuse(RoutingContext context, int code, String why) {
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("jsonrpc", "2.0");
    answer.put("id", null);
    answer.put("error", Map.of("code", code, "message", why));
    write(context, BAD_REQUEST, Json.writeBytes(answer));
  }

  private static void write(RoutingContext context, int status, byte[] json) {
    context
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(json));
  }
}
