package io.thoth.memory.tools;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;

/** Serves tools, and agents with tools. Deployed on virtual threads. */
public final class ToolsVerticle extends VerticleBase {
  /** What the official SDKs expect of a page of an agent's tools. */
  private static final int AGENT_PAGE = 10;

  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final ToolRunning running;
  private final ToolStore store = new ToolStore();
  private final ToolList list = new ToolList();

  public ToolsVerticle(Bus bus, Changes changes, Sql sql, AgentBlocks blocks) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.running = new ToolRunning(bus, sql, blocks);
  }

  @Override
  public Future<?> start() {
    bus.serve(Tools.LIST, this::list);
    bus.serve(Tools.COUNT, this::count);
    bus.serve(Tools.READ, this::read);
    bus.serve(Tools.SEARCH, this::search);
    bus.serve(Tools.RUN_SOURCE, (_, _) -> refused());
    changes.serve(Tools.CREATE, this::create);
    changes.serve(Tools.UPSERT, this::upsert);
    changes.serve(Tools.UPDATE, this::update);
    changes.serve(Tools.DELETE, this::delete);
    changes.serve(Tools.ADD_BASE, this::addBase);
    changes.serve(Tools.RUN, running::run);
    bus.serve(AgentTools.LIST, this::ofAgent);
    changes.serve(AgentTools.ATTACH, this::attach);
    changes.serve(AgentTools.DETACH, this::detach);
    changes.serve(AgentTools.APPROVE, this::approve);
    return Future.succeededFuture();
  }

  /** Base tools are there whenever somebody looks; one that was deleted comes back. */
  private void seed(Caller caller) {
    if (!sql.read("tool.base", tx -> store.hasBase(tx, caller.tenant()))) {
      sql.write(
          "tool.seed",
          tx -> {
            store.seed(tx, caller);
            return true;
          });
    }
  }

  private Tools.Page list(Tools.Browse question, Caller caller) {
    seed(caller);
    return sql.readAnywhere(
        "tool.list", tx -> new Tools.Page(list.list(tx, caller.tenant(), question)));
  }

  private Tools.Count count(Tools.Browse question, Caller caller) {
    seed(caller);
    return sql.readAnywhere(
        "tool.count", tx -> new Tools.Count(list.count(tx, caller.tenant(), question)));
  }

  private Tool read(Tools.Read question, Caller caller) {
    return sql.read("tool.read", tx -> store.require(tx, caller.tenant(), question.toolId()));
  }

  private Tools.Found search(Tools.Search question, Caller caller) {
    seed(caller);
    List<Tool> all = sql.readAnywhere("tool.search", tx -> list.all(tx, caller.tenant()));
    return new Tools.Found(ToolSearch.best(all, question));
  }

  private static Tools.Result refused() {
    throw new Fault(
        FaultKind.NOT_IMPLEMENTED,
        "This server stores the source code of tools and never executes it; run it in your client");
  }

  private Work<Tool> create(Tools.Create question, Caller caller) {
    Tool made = ToolMaking.made(caller, question.body());
    return tx -> {
      if (LettaTools.has(made.name()) || !store.insert(tx, caller, made)) {
        throw Fault.conflict("There is a tool named '" + made.name() + "' already");
      }
      return made;
    };
  }

  private Work<Tool> upsert(Tools.Create question, Caller caller) {
    Tool made = ToolMaking.made(caller, question.body());
    if (LettaTools.has(made.name())) {
      throw taken("'" + made.name() + "' is the name of a base tool, which stays what it is");
    }
    return tx -> {
      Optional<Tool> before = store.named(tx, caller.tenant(), made.name());
      if (before.isEmpty()) {
        store.insert(tx, caller, made);
        return made;
      }
      Tool after = ToolMaking.patched(caller, before.get(), question.body().patch());
      store.save(tx, caller, before.get(), after);
      return after;
    };
  }

  private Work<Tool> update(Tools.Update question, Caller caller) {
    return tx -> {
      Tool before = store.lock(tx, caller.tenant(), question.toolId());
      Tool after = ToolMaking.patched(caller, before, question.body());
      if (!after.name().equals(before.name())) {
        requireFree(tx, caller, before, after.name());
      }
      store.save(tx, caller, before, after);
      return after;
    };
  }

  private void requireFree(Tx tx, Caller caller, Tool tool, String name) {
    if (LettaTools.has(tool.name())) {
      throw taken("The base tool '" + tool.name() + "' keeps its name");
    }
    if (LettaTools.has(name) || store.named(tx, caller.tenant(), name).isPresent()) {
      throw taken("There is a tool named '" + name + "' already");
    }
  }

  private static Fault taken(String why) {
    return new Fault(FaultKind.UNACCEPTABLE, why);
  }

  private Work<Tools.Deleted> delete(Tools.Delete question, Caller caller) {
    return tx -> {
      Tool tool = store.lock(tx, caller.tenant(), question.toolId());
      store.delete(tx, caller, tool);
      return new Tools.Deleted(tool.id());
    };
  }

  private Work<Tools.Page> addBase(Tools.AddBase question, Caller caller) {
    return tx -> {
      store.seed(tx, caller);
      return new Tools.Page(
          LettaTools.all().stream().map(base -> renewed(tx, caller, base)).toList());
    };
  }

  private Tool renewed(Tx tx, Caller caller, LettaTools.Base base) {
    Tool tool = store.named(tx, caller.tenant(), base.name()).orElseThrow();
    Tool renewed = ToolMaking.renewed(caller, tool, base);
    if (base.schema().equals(tool.jsonSchema()) && base.description().equals(tool.description())) {
      return tool;
    }
    store.save(tx, caller, tool, renewed);
    return renewed;
  }

  private Tools.Page ofAgent(AgentTools.OfAgent question, Caller caller) {
    return sql.read(
        "tool.agent.list",
        tx -> {
          AgentDirectory.require(tx, caller.tenant(), question.agentId());
          return new Tools.Page(
              ToolLinks.page(tx, caller.tenant(), question.agentId(), question.page(AGENT_PAGE)));
        });
  }

  private Work<AgentTools.Linked> attach(AgentTools.Link question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      Tool tool = store.require(tx, caller.tenant(), question.toolId());
      if (ToolLinks.attach(tx, caller.tenant(), question.agentId(), tool)) {
        boolean required = Boolean.TRUE.equals(tool.defaultRequiresApproval());
        note(tx, caller, question.agentId(), "attach_tool", tool.name(), required);
      }
      return new AgentTools.Linked(question.agentId(), tool.id());
    };
  }

  private Work<AgentTools.Linked> detach(AgentTools.Link question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      Tool tool = store.require(tx, caller.tenant(), question.toolId());
      if (ToolLinks.detach(tx, caller.tenant(), question.agentId(), tool.id())) {
        note(tx, caller, question.agentId(), "detach_tool", tool.name(), false);
      }
      return new AgentTools.Linked(question.agentId(), tool.id());
    };
  }

  private Work<AgentTools.Linked> approve(AgentTools.Approve question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      Tool tool =
          ToolLinks.named(tx, caller.tenant(), question.agentId(), question.toolName())
              .orElseThrow(() -> ToolLinks.notAttached(question.agentId(), question.toolName()));
      boolean required = question.required();
      ToolLinks.approve(tx, caller.tenant(), question.agentId(), tool.id(), required);
      note(tx, caller, question.agentId(), "approve_tool", tool.name(), required);
      return new AgentTools.Linked(question.agentId(), tool.id());
    };
  }

  /** Makes a version of the agent whose rules say the same as its links. */
  private static void note(
      Tx tx, Caller caller, String agentId, String operation, String tool, boolean required) {
    AgentDirectory.resettle(
        tx, caller, agentId, operation, settings -> ToolApproval.changed(settings, tool, required));
  }
}
