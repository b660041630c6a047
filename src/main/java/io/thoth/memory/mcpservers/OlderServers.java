package io.thoth.memory.mcpservers;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Texts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What older clients ask of MCP servers, which they know by their names. */
public interface OlderServers {
  Operation<Register, Registered> REGISTER =
      Operation.change("mcpservers.register", Register.class, Registered.class)
          .within(McpServers.PATIENCE);
  Operation<Named, McpServers.Offered> TOOLS =
      Operation.read("mcpservers.named.tools", Named.class, McpServers.Offered.class);
  Operation<Named, McpServers.Deleted> DELETE =
      Operation.change("mcpservers.named.delete", Named.class, McpServers.Deleted.class);

  /**
   * Registers a server or changes the one of its name, so that a program which does so whenever it
   * starts may do so again.
   *
   * @param serverType what one client calls {@code type}
   */
  record Register(
      String serverName,
      @Nullable String type,
      @Nullable String serverType,
      @Nullable String serverUrl,
      @Nullable String authHeader,
      @Nullable String authToken,
      @Nullable Map<String, String> customHeaders,
      @Nullable String command,
      @Nullable List<String> args,
      @Nullable Map<String, String> env) {
    public Register {
      serverName = Texts.line("server_name", serverName, McpServers.LONGEST_NAME);
    }

    Map<String, Object> config() {
      Map<String, Object> config = new LinkedHashMap<>();
      put(config, "type", type == null ? serverType : type);
      put(config, "server_url", serverUrl);
      put(config, "auth_header", authHeader);
      put(config, "auth_token", authToken);
      put(config, "custom_headers", customHeaders);
      put(config, "command", command);
      put(config, "args", args);
      put(config, "env", env);
      return config;
    }

    private static void put(Map<String, Object> config, String name, @Nullable Object value) {
      if (value != null) {
        config.put(name, value);
      }
    }
  }

  /** The server, and all there are. */
  record Registered(McpServer server, List<McpServer> all) {
    public Registered {
      all = List.copyOf(all);
    }
  }

  record Named(String mcpServerName) {
    public Named {
      if (mcpServerName == null) {
        throw Fault.invalid("mcp_server_name", "is required");
      }
    }
  }
}
