package io.thoth.memory.node;

import io.thoth.memory.bus.Operation;

/**
 * How much an organisation has, and what it takes.
 *
 * @param pendingPassages passages that wait for a vector and are found by their words only
 * @param storeBytes size of the whole database
 * @param heapBytes memory in use by the program's objects
 */
public record Stats(
    long agents,
    long blocks,
    long archives,
    long passages,
    long pendingPassages,
    long storeBytes,
    long heapBytes) {
  static final Operation<Ask, Stats> ASK = Operation.read("node.stats", Ask.class, Stats.class);

  /** How much is there? */
  public record Ask() {}
}
