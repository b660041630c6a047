package io.thoth.memory.agents;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Serves agents. Deployed on virtual threads. */
public final class AgentsVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final AgentMaking making;
  private final AgentStore store = new AgentStore();
  private final AgentList list = new AgentList();
  private final TagList tags = new TagList();
  private final AgentBlocks blocks;
  private final AgentMessages messages;
  private final Departures departures;
  private final List<AgentRelation> related;

  /**
   * @param related what other features keep beside agents
   * @param usualModel the language model of agents that name none
   */
  public AgentsVerticle(
      Bus bus,
      Changes changes,
      Sql sql,
      AgentBlocks blocks,
      AgentMessages messages,
      List<AgentRelation> related,
      Handle usualModel,
      Catalog catalog) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.blocks = blocks;
    this.messages = messages;
    this.departures = AgentRemnants.departures(sql);
    this.related = List.copyOf(related);
    this.making = new AgentMaking(usualModel, catalog);
  }

  @Override
  public Future<?> start() {
    bus.serve(Agents.READ, this::read);
    bus.serve(Agents.LIST, this::list);
    bus.serve(Agents.COUNT, this::count);
    bus.serve(Agents.BLOCKS, this::blocks);
    bus.serve(Agents.TAGS, this::tags);
    changes.serve(Agents.CREATE, this::create);
    changes.serve(Agents.UPDATE, this::update);
    changes.serve(Agents.DELETE, this::delete);
    changes.serve(Agents.ATTACH_BLOCK, this::attach);
    changes.serve(Agents.DETACH_BLOCK, this::detach);
    departures.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() throws InterruptedException {
    departures.close();
    return Future.succeededFuture();
  }

  private AgentState read(Agents.Read question, Caller caller) {
    return sql.read(
        "agent.read",
        tx -> {
          Agent agent = store.require(tx, caller.tenant(), question.agentId());
          return states(tx, caller, List.of(agent), question.relations()).getFirst();
        });
  }

  private Agents.Page list(Agents.Browse question, Caller caller) {
    Relations relations = question.relations();
    return sql.readAnywhere(
        "agent.list",
        tx -> {
          if (question.blockId() != null) {
            blocks.require(tx, caller.tenant(), question.blockId());
          }
          List<Agent> page = list.list(tx, caller, question);
          return new Agents.Page(states(tx, caller, page, relations));
        });
  }

  private Blocks.Count count(Agents.Browse question, Caller caller) {
    return sql.readAnywhere(
        "agent.count", tx -> new Blocks.Count(list.count(tx, caller, question)));
  }

  private Blocks.Page blocks(Agents.OfAgent question, Caller caller) {
    return sql.read(
        "agent.blocks",
        tx -> {
          store.require(tx, caller.tenant(), question.agentId());
          return new Blocks.Page(
              blocks.page(tx, caller.tenant(), question.agentId(), question.page()));
        });
  }

  private Agents.Tags tags(Agents.TagsLike question, Caller caller) {
    return sql.readAnywhere(
        "agent.tags", tx -> new Agents.Tags(tags.list(tx, caller.tenant(), question)));
  }

  private Work<AgentState> create(Agents.Create question, Caller caller) {
    AgentFields fields = question.body();
    List<NewBlock> fresh = fields.memoryBlocks() == null ? List.of() : fields.memoryBlocks();
    AgentBlocks.distinctLabels(fresh);
    Agent agent = making.made(caller, fields);
    return tx -> {
      store.insert(tx, caller, agent);
      fresh.forEach(block -> blocks.create(tx, caller, agent.id(), block));
      if (fields.blockIds() != null) {
        fields.blockIds().stream()
            .distinct()
            .forEach(id -> blocks.attach(tx, caller, agent.id(), id));
      }
      related.forEach(relation -> relation.made(tx, caller, agent, fields));
      Agent made = store.require(tx, caller.tenant(), agent.id());
      messages.begin(tx, caller, made, sequence(fields));
      return whole(tx, caller, made);
    };
  }

  private static List<Map<String, Object>> sequence(AgentFields fields) {
    return fields.initialMessageSequence() == null ? List.of() : fields.initialMessageSequence();
  }

  private Work<AgentState> update(Agents.Update question, Caller caller) {
    AgentFields fields = question.body();
    return tx -> {
      Agent before = store.lock(tx, caller.tenant(), question.agentId());
      Agent after = making.patched(caller, before, fields);
      store.save(tx, caller, before, after, "update");
      if (fields.blockIds() != null) {
        blocks.replace(tx, caller, after.id(), fields.blockIds());
      }
      if (fields.messageIds() != null) {
        messages.setContext(tx, caller, after.id(), fields.messageIds());
      }
      related.forEach(relation -> relation.changed(tx, caller, after, fields));
      return whole(tx, caller, store.require(tx, caller.tenant(), after.id()));
    };
  }

  private Work<Agents.Deleted> delete(Agents.Delete question, Caller caller) {
    return tx -> {
      Agent agent = store.lock(tx, caller.tenant(), question.agentId());
      blocks.detachAll(tx, caller, agent.id());
      store.departed(tx, caller, agent, messages.bytes(tx, caller.tenant(), agent.id()));
      departures.begin(tx, caller.tenant(), agent.id());
      return new Agents.Deleted(agent.id());
    };
  }

  private Work<AgentState> attach(Agents.Link question, Caller caller) {
    return tx -> {
      Agent before = store.lock(tx, caller.tenant(), question.agentId());
      blocks.attach(tx, caller, before.id(), question.blockId());
      return touched(tx, caller, before, "attach_block");
    };
  }

  private Work<AgentState> detach(Agents.Link question, Caller caller) {
    return tx -> {
      Agent before = store.lock(tx, caller.tenant(), question.agentId());
      blocks.detach(tx, caller, before.id(), question.blockId());
      return touched(tx, caller, before, "detach_block");
    };
  }

  private AgentState touched(Tx tx, Caller caller, Agent before, String operation) {
    Agent after = AgentMaking.touched(caller, before);
    store.save(tx, caller, before, after, operation);
    return whole(tx, caller, after);
  }

  private AgentState whole(Tx tx, Caller caller, Agent agent) {
    return states(tx, caller, List.of(agent), Relations.USUAL).getFirst();
  }

  private List<AgentState> states(Tx tx, Caller caller, List<Agent> agents, Relations relations) {
    List<String> ids = agents.stream().map(Agent::id).toList();
    Map<String, List<Block>> found =
        relations.blocks() ? blocks.of(tx, caller.tenant(), ids) : Map.of();
    Map<String, List<String>> context = messages.context(tx, caller.tenant(), ids);
    Map<String, Map<String, List<Map<String, Object>>>> others = new HashMap<>();
    for (AgentRelation relation : related) {
      if (relations.wants(relation.field())) {
        relation
            .of(tx, caller.tenant(), ids)
            .forEach(
                (id, things) ->
                    others.computeIfAbsent(id, _ -> new HashMap<>()).put(relation.field(), things));
      }
    }
    return agents.stream()
        .map(
            a ->
                new AgentState(
                    a,
                    found.getOrDefault(a.id(), List.of()),
                    relations,
                    context.getOrDefault(a.id(), List.of()),
                    others.getOrDefault(a.id(), Map.of())))
        .toList();
  }
}
