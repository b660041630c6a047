package io.thoth.memory.fence.offenders.journal;

import io.thoth.memory.fence.offenders.core.Blocks;

/** A shared part that knows a feature. */
public record Climber(Blocks blocks) {}
