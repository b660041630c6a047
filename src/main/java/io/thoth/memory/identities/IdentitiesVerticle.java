package io.thoth.memory.identities;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Serves identities. Deployed on virtual threads. */
public final class IdentitiesVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final AgentBlocks blocks;
  private final IdentityStore store = new IdentityStore();

  public IdentitiesVerticle(Bus bus, Changes changes, Sql sql, AgentBlocks blocks) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.blocks = blocks;
  }

  @Override
  public Future<?> start() {
    bus.serve(Identities.READ, (question, caller) -> required(question.identityId(), caller));
    bus.serve(Identities.LIST, this::list);
    bus.serve(Identities.COUNT, this::count);
    bus.serve(Identities.AGENTS, this::agents);
    bus.serve(Identities.BLOCKS, this::blocks);
    changes.serve(Identities.CREATE, this::create);
    changes.serve(Identities.UPSERT, this::upsert);
    changes.serve(Identities.UPDATE, this::update);
    changes.serve(Identities.KNOW, this::know);
    changes.serve(Identities.DELETE, this::delete);
    changes.serve(Identities.ATTACH_AGENT, this::attachAgent);
    changes.serve(Identities.DETACH_AGENT, this::detachAgent);
    changes.serve(Identities.ATTACH_BLOCK, this::attachBlock);
    changes.serve(Identities.DETACH_BLOCK, this::detachBlock);
    return Future.succeededFuture();
  }

  private Identity required(String id, Caller caller) {
    return sql.read("identity.read", tx -> store.require(tx, caller.tenant(), id));
  }

  private Identities.Found list(Identities.Browse question, Caller caller) {
    return sql.readAnywhere(
        "identity.list", tx -> new Identities.Found(store.list(tx, caller.tenant(), question)));
  }

  private Identities.Count count(Identities.Everyone question, Caller caller) {
    return sql.readAnywhere(
        "identity.count", tx -> new Identities.Count(store.count(tx, caller.tenant())));
  }

  private Agents.Page agents(Identities.TheirAgents question, Caller caller) {
    required(question.identityId(), caller);
    return bus.call(Agents.LIST, question.browse(), caller);
  }

  private Blocks.Page blocks(Identities.TheirBlocks question, Caller caller) {
    required(question.identityId(), caller);
    return bus.call(Blocks.LIST, question.browse(), caller);
  }

  private Work<Identity> create(Identities.Create question, Caller caller) {
    Identity fresh = fresh(question, caller);
    return tx -> insert(tx, caller, fresh, question);
  }

  private static Identity fresh(Identities.Create question, Caller caller) {
    return Identity.made(caller, Id.fresh(Id.IDENTITY), question);
  }

  private Identity insert(Tx tx, Caller caller, Identity fresh, Identities.Create question) {
    store.insert(tx, caller, fresh);
    link(tx, caller, fresh.id(), question.agentIds(), question.blockIds());
    return store.whole(tx, caller.tenant(), fresh);
  }

  private Work<Identity> upsert(Identities.Create question, Caller caller) {
    Identity fresh = fresh(question, caller);
    return tx -> {
      Optional<Identity> known =
          store.keyed(tx, caller.tenant(), question.identifierKey(), question.projectId());
      return known.isEmpty()
          ? insert(tx, caller, fresh, question)
          : change(
              tx,
              caller,
              new Identities.Update(
                  known.get().id(),
                  null,
                  question.name(),
                  question.identityType(),
                  question.agentIds(),
                  question.blockIds(),
                  question.properties()));
    };
  }

  private Work<Identity> update(Identities.Update question, Caller caller) {
    return tx -> change(tx, caller, question);
  }

  private Identity change(Tx tx, Caller caller, Identities.Update question) {
    Identity before = store.lock(tx, caller.tenant(), question.identityId());
    Identity after =
        before.then(
            or(question.identifierKey(), before.identifierKey()),
            or(question.name(), before.name()),
            or(question.identityType(), before.identityType()),
            or(question.properties(), before.properties()),
            caller.actor(),
            Times.nowAfter(before.updatedAt()));
    store.save(tx, caller, after, "update");
    if (question.agentIds() != null) {
      IdentityLinks.AGENTS.clear(tx, caller.tenant(), after.id());
    }
    if (question.blockIds() != null) {
      IdentityLinks.BLOCKS.clear(tx, caller.tenant(), after.id());
    }
    link(tx, caller, after.id(), question.agentIds(), question.blockIds());
    return store.whole(tx, caller.tenant(), after);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private void link(
      Tx tx,
      Caller caller,
      String id,
      @Nullable List<String> agentIds,
      @Nullable List<String> blockIds) {
    for (String agentId : or(agentIds, List.<String>of())) {
      AgentDirectory.require(tx, caller.tenant(), agentId);
      IdentityLinks.AGENTS.attach(tx, caller.tenant(), id, agentId);
    }
    for (String blockId : or(blockIds, List.<String>of())) {
      blocks.require(tx, caller.tenant(), blockId);
      IdentityLinks.BLOCKS.attach(tx, caller.tenant(), id, blockId);
    }
  }

  private Work<Identity> know(Identities.Know question, Caller caller) {
    return tx -> {
      Identity before = store.lock(tx, caller.tenant(), question.identityId());
      Identity after =
          before.then(
              before.identifierKey(),
              before.name(),
              before.identityType(),
              IdentityProperty.merged(before.properties(), question.properties()),
              caller.actor(),
              Times.nowAfter(before.updatedAt()));
      store.save(tx, caller, after, "properties");
      return store.whole(tx, caller.tenant(), after);
    };
  }

  private Work<Identities.Deleted> delete(Identities.Delete question, Caller caller) {
    return tx -> {
      Identity before = store.lock(tx, caller.tenant(), question.identityId());
      store.delete(tx, caller, before);
      return new Identities.Deleted(before.id());
    };
  }

  private Work<Identities.Linked> attachAgent(Identities.AgentLink question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      String id = store.lock(tx, caller.tenant(), question.identityId()).id();
      if (IdentityLinks.AGENTS.attach(tx, caller.tenant(), id, question.agentId())) {
        AgentDirectory.touch(tx, caller, question.agentId(), "attach_identity");
      }
      return new Identities.Linked(question.agentId(), id);
    };
  }

  private Work<Identities.Linked> detachAgent(Identities.AgentLink question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      String id = store.lock(tx, caller.tenant(), question.identityId()).id();
      if (IdentityLinks.AGENTS.detach(tx, caller.tenant(), id, question.agentId())) {
        AgentDirectory.touch(tx, caller, question.agentId(), "detach_identity");
      }
      return new Identities.Linked(question.agentId(), id);
    };
  }

  private Work<Block> attachBlock(Identities.BlockLink question, Caller caller) {
    return tx -> {
      Block block = blocks.require(tx, caller.tenant(), question.blockId());
      String id = store.lock(tx, caller.tenant(), question.identityId()).id();
      IdentityLinks.BLOCKS.attach(tx, caller.tenant(), id, block.id());
      return block;
    };
  }

  private Work<Block> detachBlock(Identities.BlockLink question, Caller caller) {
    return tx -> {
      Block block = blocks.require(tx, caller.tenant(), question.blockId());
      String id = store.lock(tx, caller.tenant(), question.identityId()).id();
      IdentityLinks.BLOCKS.detach(tx, caller.tenant(), id, block.id());
      return block;
    };
  }
}
