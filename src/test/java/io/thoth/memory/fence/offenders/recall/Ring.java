package io.thoth.memory.fence.offenders.recall;

/** The other half of a cycle. */
public interface Ring {
  io.thoth.memory.fence.offenders.agents.Ring other();
}
