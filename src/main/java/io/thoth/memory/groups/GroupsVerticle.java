package io.thoth.memory.groups;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Sql;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;

/** Says that there are no groups. Deployed on virtual threads. */
public final class GroupsVerticle extends VerticleBase {
  private static final Groups.Found NONE = new Groups.Found(List.of());

  private final Bus bus;
  private final Sql sql;

  public GroupsVerticle(Bus bus, Sql sql) {
    this.bus = bus;
    this.sql = sql;
  }

  @Override
  public Future<?> start() {
    bus.serve(Groups.LIST, (_, _) -> NONE);
    bus.serve(Groups.OF_AGENT, this::ofAgent);
    bus.serve(Groups.CREATE, GroupsVerticle::refuse);
    bus.serve(Groups.READ, GroupsVerticle::missing);
    return Future.succeededFuture();
  }

  private Groups.Found ofAgent(Groups.OfAgent question, Caller caller) {
    sql.read("group.agent", tx -> AgentDirectory.require(tx, caller.tenant(), question.agentId()));
    return NONE;
  }

  private static Groups.Found refuse(Groups.Create question, Caller caller) {
    throw new Fault(
        FaultKind.NOT_IMPLEMENTED, "Groups take a language model, and none is run here");
  }

  private static Groups.Found missing(Groups.Read question, Caller caller) {
    throw Fault.notFound("Group", question.groupId());
  }
}
