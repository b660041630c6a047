package io.thoth.memory.fence.offenders.core;

/** The innocent contract of a feature: everybody above may use it. */
public record Blocks(int count) {}
