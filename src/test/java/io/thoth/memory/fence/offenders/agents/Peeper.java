package io.thoth.memory.fence.offenders.agents;

import io.thoth.memory.fence.offenders.core.BlockStore;
import io.thoth.memory.fence.offenders.core.Blocks;

/** A feature that asks the store of another one; that it knows its contract is fine. */
public final class Peeper {
  public Blocks peep(BlockStore store) {
    return store.blocks();
  }
}
