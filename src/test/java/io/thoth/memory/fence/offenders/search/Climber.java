package io.thoth.memory.fence.offenders.search;

import io.thoth.memory.fence.offenders.core.Blocks;

/** A technical part that knows a feature, if only in an array. */
public interface Climber {
  void climb(Blocks[] blocks);
}
