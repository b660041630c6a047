package io.thoth.memory.mcpservers;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.Tools;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The contract of MCP servers: records, and the tools found at them. */
public interface McpServers {
  /** Long enough to ask a server that does not answer. */
  Duration PATIENCE = Duration.ofSeconds(25);

  Operation<Create, McpServer> CREATE =
      Operation.change("mcpservers.create", Create.class, McpServer.class).within(PATIENCE);
  Operation<Browse, Page> LIST = Operation.read("mcpservers.list", Browse.class, Page.class);
  Operation<Read, McpServer> READ = Operation.read("mcpservers.read", Read.class, McpServer.class);
  Operation<Update, McpServer> UPDATE =
      Operation.change("mcpservers.update", Update.class, McpServer.class).within(PATIENCE);
  Operation<Delete, Deleted> DELETE =
      Operation.change("mcpservers.delete", Delete.class, Deleted.class);
  Operation<Refresh, Refreshed> REFRESH =
      Operation.change("mcpservers.refresh", Refresh.class, Refreshed.class).within(PATIENCE);
  Operation<Of, Offered> TOOLS = Operation.read("mcpservers.tools", Of.class, Offered.class);
  Operation<One, Tool> TOOL = Operation.read("mcpservers.tool", One.class, Tool.class);
  Operation<Named, Tool> NAMED = Operation.read("mcpservers.tool.named", Named.class, Tool.class);
  Operation<Run, Tools.Result> RUN =
      Operation.read("mcpservers.tool.run", Run.class, Tools.Result.class)
          .within(Duration.ofSeconds(50));

  int LONGEST_NAME = 255;

  record Create(String serverName, Map<String, Object> config) {
    public Create {
      serverName = Texts.line("server_name", serverName, LONGEST_NAME);
      config = required(config);
    }
  }

  record Browse() {}

  record Page(@JsonValue List<McpServer> servers) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      servers = List.copyOf(servers);
    }
  }

  record Read(String mcpServerId) {
    public Read {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
    }
  }

  /** What to change; fields of the configuration that are absent stay as they are. */
  record Update(
      String mcpServerId, @Nullable String serverName, @Nullable Map<String, Object> config) {
    public Update {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
      serverName = serverName == null ? null : Texts.line("server_name", serverName, LONGEST_NAME);
      config = Texts.object("config", config);
    }
  }

  /** Deletes a server and its tools, but for those that another server offers too. */
  record Delete(String mcpServerId) {
    public Delete {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
    }
  }

  record Deleted(String id) {}

  /** Asks the server which tools it has now. */
  record Refresh(String mcpServerId, @Nullable String agentId) {
    public Refresh {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
      Id.allow("agent_id", Id.AGENT, agentId);
    }
  }

  /**
   * What a refresh found, by names.
   *
   * @param refused names that belong to other tools already
   */
  record Refreshed(
      List<String> added, List<String> updated, List<String> deleted, List<String> refused) {
    public Refreshed {
      added = List.copyOf(added);
      updated = List.copyOf(updated);
      deleted = List.copyOf(deleted);
      refused = List.copyOf(refused);
    }
  }

  record Of(String mcpServerId) {
    public Of {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
    }
  }

  record Offered(@JsonValue List<Tool> tools) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Offered {
      tools = List.copyOf(tools);
    }
  }

  record One(String mcpServerId, String toolId) {
    public One {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
      Id.require("tool_id", Id.TOOL, toolId);
    }
  }

  record Named(String mcpServerId, String toolName) {
    public Named {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
    }
  }

  /** Has the server run a tool. */
  record Run(String mcpServerId, String toolId, @Nullable Map<String, Object> args) {
    public Run {
      Id.require("mcp_server_id", Id.MCP_SERVER, mcpServerId);
      Id.require("tool_id", Id.TOOL, toolId);
      args = Objects.requireNonNullElse(Texts.object("args", args), Map.of());
    }
  }

  private static Map<String, Object> required(@Nullable Map<String, Object> config) {
    Map<String, Object> kept = Texts.object("config", config);
    if (kept == null) {
      throw Fault.invalid("config", "is required");
    }
    return kept;
  }
}
