package io.thoth.memory.fence.offenders.agents;

/** One half of a cycle. */
public record Ring(io.thoth.memory.fence.offenders.recall.Ring other) {}
