package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Reply;
import java.util.Map;

/** Somebody who speaks the protocol with a node, message by message. */
record McpPeer(HttpPeer node, String path) {
  /** What a tool said. */
  record Result(String text, boolean failed, JsonNode data) {}

  static Map<String, Object> message(String method, Map<String, Object> params) {
    return Map.of("jsonrpc", "2.0", "id", 7, "method", method, "params", params);
  }

  Reply send(String method, Map<String, Object> params, String... headers) {
    return node.post(path, message(method, params), headers);
  }

  JsonNode result(String method, Map<String, Object> params) {
    Reply reply = send(method, params);
    assertEquals(200, reply.status(), reply::toString);
    assertEquals(7, reply.json().path("id").asInt(), reply::toString);
    return reply.json().path("result");
  }

  JsonNode error(String method, Map<String, Object> params) {
    return send(method, params).json().path("error");
  }

  Result call(String tool, Map<String, Object> arguments, String... headers) {
    return result(
        send("tools/call", Map.of("name", tool, "arguments", arguments), headers)
            .json()
            .path("result"));
  }

  static Result result(JsonNode result) {
    return new Result(
        result.at("/content/0/text").asText(),
        result.path("isError").asBoolean(),
        result.path("structuredContent"));
  }
}
