package io.thoth.memory.fence.offenders.core;

/** The inside of a feature. */
public interface BlockStore {
  Blocks blocks();
}
