package io.thoth.memory.mcpservers;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory.Offered;
import io.thoth.memory.tools.Tools;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Serves MCP servers. Deployed on virtual threads. */
public final class McpServersVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final McpServerStore store = new McpServerStore();
  private final Discovery discovery = new Discovery(store);

  public McpServersVerticle(Bus bus, Changes changes, Sql sql) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
  }

  @Override
  public Future<?> start() {
    bus.serve(McpServers.LIST, this::list);
    bus.serve(McpServers.READ, (question, caller) -> required(question.mcpServerId(), caller));
    bus.serve(McpServers.TOOLS, this::tools);
    bus.serve(McpServers.TOOL, this::tool);
    bus.serve(McpServers.NAMED, this::named);
    bus.serve(McpServers.RUN, this::run);
    changes.serve(McpServers.CREATE, this::create);
    changes.serve(McpServers.UPDATE, this::update);
    changes.serve(McpServers.DELETE, this::delete);
    changes.serve(McpServers.REFRESH, this::refresh);
    changes.serve(OlderServers.REGISTER, this::register);
    changes.serve(OlderServers.DELETE, this::deleteNamed);
    bus.serve(OlderServers.TOOLS, this::toolsOfNamed);
    return Future.succeededFuture();
  }

  private McpServers.Page list(McpServers.Browse question, Caller caller) {
    return sql.readAnywhere(
        "mcpserver.list", tx -> new McpServers.Page(store.list(tx, caller.tenant())));
  }

  private McpServer required(String id, Caller caller) {
    return sql.read("mcpserver.read", tx -> store.require(tx, caller.tenant(), id));
  }

  private List<Tool> toolsOf(String id, Caller caller) {
    return sql.read(
        "mcpserver.tools",
        tx -> store.tools(tx, caller.tenant(), store.require(tx, caller.tenant(), id).id()));
  }

  private McpServers.Offered tools(McpServers.Of question, Caller caller) {
    return new McpServers.Offered(toolsOf(question.mcpServerId(), caller));
  }

  private Tool tool(McpServers.One question, Caller caller) {
    return toolsOf(question.mcpServerId(), caller).stream()
        .filter(tool -> tool.id().equals(question.toolId()))
        .findFirst()
        .orElseThrow(() -> Fault.notFound("Tool", question.toolId()));
  }

  private Tool named(McpServers.Named question, Caller caller) {
    return toolsOf(question.mcpServerId(), caller).stream()
        .filter(tool -> tool.name().equals(question.toolName()))
        .findFirst()
        .orElseThrow(() -> Fault.notFound("Tool", question.toolName()));
  }

  private Tools.Result run(McpServers.Run question, Caller caller) {
    McpServer server = required(question.mcpServerId(), caller);
    McpServers.One one = new McpServers.One(question.mcpServerId(), question.toolId());
    Tool tool = tool(one, caller);
    Map<String, Object> arguments = question.args() == null ? Map.of() : question.args();
    Asking.Returned returned = Asking.run(server, tool.name(), arguments);
    return returned.failed()
        ? new Tools.Result(Tools.ERROR, null, List.of(), List.of(returned.text()), null, null)
        : new Tools.Result(Tools.SUCCESS, returned.text(), List.of(), List.of(), null, null);
  }

  private Work<McpServer> create(McpServers.Create question, Caller caller) {
    String name = question.serverName();
    if (sql.read("mcpserver.named", tx -> store.named(tx, caller.tenant(), name)).isPresent()) {
      throw McpServerStore.taken(name);
    }
    String type = ServerConfig.type(question.config());
    Instant now = Times.now();
    McpServer server =
        new McpServer(
            Id.fresh(Id.MCP_SERVER),
            name,
            type,
            ServerConfig.checked(type, question.config()),
            1,
            now,
            now);
    Optional<List<Offered>> found = Discovery.tried(server);
    return tx -> {
      store.insert(tx, caller, server);
      found.ifPresent(offered -> discovery.take(tx, caller, server, offered));
      return server;
    };
  }

  private Work<McpServer> update(McpServers.Update question, Caller caller) {
    McpServer before = required(question.mcpServerId(), caller);
    McpServer after = patched(before, question);
    // Also when the same is said again: a client does so when it starts, perhaps with other tools.
    Optional<List<Offered>> found =
        question.config() == null ? Optional.empty() : Discovery.tried(after);
    return tx -> {
      store.save(tx, caller, after);
      found.ifPresent(offered -> discovery.take(tx, caller, after, offered));
      return after;
    };
  }

  private static McpServer patched(McpServer before, McpServers.Update question) {
    Map<String, Object> merged = new LinkedHashMap<>(before.config());
    merged.put("mcp_server_type", before.mcpServerType());
    if (question.config() != null) {
      merged.putAll(question.config());
    }
    String type = ServerConfig.type(merged);
    return new McpServer(
        before.id(),
        question.serverName() == null ? before.serverName() : question.serverName(),
        type,
        ServerConfig.checked(type, merged),
        before.version() + 1,
        before.createdAt(),
        Times.nowAfter(before.updatedAt()));
  }

  private Work<McpServers.Deleted> delete(McpServers.Delete question, Caller caller) {
    return tx -> {
      McpServer server = store.require(tx, caller.tenant(), question.mcpServerId());
      store.delete(tx, caller, server);
      return new McpServers.Deleted(server.id());
    };
  }

  private Work<McpServers.Refreshed> refresh(McpServers.Refresh question, Caller caller) {
    McpServer server = required(question.mcpServerId(), caller);
    if (!server.canBeAsked()) {
      throw Fault.conflict(
          "MCP server '%s' is of type %s, and only those of type streamable_http are asked"
              .formatted(server.serverName(), server.mcpServerType()));
    }
    List<Offered> found = Asking.tools(server);
    return tx -> discovery.take(tx, caller, store.require(tx, caller.tenant(), server.id()), found);
  }

  private Work<OlderServers.Registered> register(OlderServers.Register question, Caller caller) {
    Optional<McpServer> known =
        sql.read("mcpserver.named", tx -> store.named(tx, caller.tenant(), question.serverName()));
    String name = question.serverName();
    Map<String, Object> config = question.config();
    Work<McpServer> work =
        known.isEmpty()
            ? create(new McpServers.Create(name, config), caller)
            : update(new McpServers.Update(known.get().id(), null, config), caller);
    return tx -> {
      McpServer server = work.in(tx);
      return new OlderServers.Registered(server, store.list(tx, caller.tenant()));
    };
  }

  private McpServers.Offered toolsOfNamed(OlderServers.Named question, Caller caller) {
    return sql.read(
        "mcpserver.tools",
        tx -> {
          McpServer server = requireNamed(tx, caller, question.mcpServerName());
          return new McpServers.Offered(store.tools(tx, caller.tenant(), server.id()));
        });
  }

  private Work<McpServers.Deleted> deleteNamed(OlderServers.Named question, Caller caller) {
    return tx -> {
      McpServer server = requireNamed(tx, caller, question.mcpServerName());
      store.delete(tx, caller, server);
      return new McpServers.Deleted(server.id());
    };
  }

  private McpServer requireNamed(Tx tx, Caller caller, String name) {
    return store
        .named(tx, caller.tenant(), name)
        .orElseThrow(() -> Fault.notFound("MCP server", name));
  }
}
