package io.thoth.memory.node;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.mcp.NodeState;

/** Tells other edges how the node is. */
record NodeReport(Bus bus) implements NodeState {
  @Override
  public Report report(Caller caller) {
    Health health = bus.call(Health.ASK, new Health.Ask(), caller);
    return new Report(health.status(), health.version(), health.writes(), health.parts());
  }
}
