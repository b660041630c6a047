package io.thoth.memory.mcpservers;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.schema.JsonSchemaValidator.ValidationResponse;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Implementation;
import io.modelcontextprotocol.spec.McpSchema.ListToolsResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.tools.ToolDirectory.Offered;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Talks to a server with the SDK's client, a connection for each question. Waits. */
final class Asking {
  private static final Duration TO_ANSWER = Duration.ofSeconds(5);
  private static final Duration TO_RUN = Duration.ofSeconds(40);
  private static final int MOST_PAGES = 20;
  private static final int MOST_BYTES = 8 << 20;

  private Asking() {}

  /** What a server said a tool returned. */
  record Returned(String text, boolean failed) {}

  /** The tools the server has; a fault {@code UNAVAILABLE} when it does not tell. */
  static List<Offered> tools(McpServer server) {
    try (McpSyncClient client = client(server, TO_ANSWER)) {
      client.initialize();
      List<Offered> tools = new ArrayList<>();
      String cursor = null;
      for (int page = 0; page < MOST_PAGES; page++) {
        ListToolsResult found = cursor == null ? client.listTools() : client.listTools(cursor);
        found
            .tools()
            .forEach(
                tool -> tools.add(offered(tool.name(), tool.description(), tool.inputSchema())));
        cursor = found.nextCursor();
        if (cursor == null) {
          break;
        }
      }
      return tools;
    } catch (RuntimeException problem) {
      throw unavailable(server, problem);
    }
  }

  static Returned run(McpServer server, String tool, Map<String, Object> arguments) {
    try (McpSyncClient client = client(server, TO_RUN)) {
      client.initialize();
      CallToolResult result = client.callTool(new CallToolRequest(tool, arguments));
      String text =
          result.content().stream()
              .map(part -> part instanceof TextContent said ? said.text() : String.valueOf(part))
              .collect(Collectors.joining("\n"));
      return new Returned(text, Boolean.TRUE.equals(result.isError()));
    } catch (RuntimeException problem) {
      throw unavailable(server, problem);
    }
  }

  private static Offered offered(
      String name, @Nullable String description, Map<String, Object> schema) {
    return new Offered(name, Objects.requireNonNullElse(description, ""), schema);
  }

  private static Fault unavailable(McpServer server, RuntimeException problem) {
    return Fault.unavailable(
        "MCP server '%s' does not answer as it should: %s"
            .formatted(server.serverName(), rootMessage(problem)));
  }

  private static String rootMessage(Throwable problem) {
    Throwable root = problem;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
  }

  private static McpSyncClient client(McpServer server, Duration limit) {
    URI url = URI.create(String.valueOf(server.config().get("server_url")));
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    HttpClientStreamableHttpTransport transport =
        HttpClientStreamableHttpTransport.builder(url.getScheme() + "://" + url.getRawAuthority())
            .endpoint(url.getRawPath() + query)
            .connectTimeout(TO_ANSWER)
            .maxResponseSize(MOST_BYTES)
            .resumableStreams(false)
            .openConnectionOnStartup(false)
            .requestBuilder(headers(server))
            .build();
    return McpClient.sync(transport)
        .clientInfo(new Implementation("thoth-memory", "1"))
        .requestTimeout(limit)
        .initializationTimeout(TO_ANSWER)
        .jsonSchemaValidator((_, content) -> ValidationResponse.asValid(String.valueOf(content)))
        .build();
  }

  private static HttpRequest.Builder headers(McpServer server) {
    HttpRequest.Builder request = HttpRequest.newBuilder();
    if (server.config().get("custom_headers") instanceof Map<?, ?> headers) {
      headers.forEach((name, value) -> request.header(String.valueOf(name), String.valueOf(value)));
    }
    if (server.config().get("auth_token") instanceof String token) {
      Object header = server.config().get("auth_header");
      request.header(header instanceof String name ? name : "Authorization", token);
    }
    return request;
  }
}
