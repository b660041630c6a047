package io.thoth.memory.core;

import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Entry;
import io.thoth.memory.json.Json;

/**
 * A version of a block and the journal's entry of it. The entry holds the block whole, or only the
 * splice of the value since the version before: an append to a value of 100 KB would otherwise cost
 * 100 KB every time. Every 32nd version is whole, so that rebuilding one stays short, and so is one
 * in which more than the value changed.
 */
record KeptBlock(Block block, Entry entry) {
  private static final int WHOLE_EVERY = 32;

  /** What the journal is told of a block that has just been made or deleted. */
  static Change whole(Block block, String operation) {
    String state = Json.write(block);
    return new Change(block.id(), block.version(), operation, block.updatedAt(), state);
  }

  /** What the journal is told of a change. */
  static Change of(Block before, Block after, String operation) {
    Block revalued =
        before.then(
            BlockPatch.ofValue(after.value()),
            after.lastUpdatedById(),
            after.version(),
            after.updatedAt());
    return revalued.equals(after) ? ofValue(before, after, operation) : whole(after, operation);
  }

  /** What the journal is told of a change of nothing but the value. */
  static Change ofValue(Block before, Block after, String operation) {
    if (after.version() % WHOLE_EVERY == 0) {
      return whole(after, operation);
    }
    Splice splice = Splice.between(before.value(), after.value());
    if (splice.inserted().length() > after.value().length() / 2) {
      return whole(after, operation);
    }
    return Change.since(
        after.id(), after.version(), operation, after.updatedAt(), Json.write(splice));
  }

  boolean deleted() {
    return entry.operation().equals("delete");
  }

  /** The version in the shape clients see. */
  Blocks.BlockVersion shown() {
    return new Blocks.BlockVersion(
        block.id(),
        entry.sequence(),
        entry.operation(),
        block.label(),
        block.value(),
        block.limit(),
        block.description(),
        block.readOnly(),
        block.metadata(),
        block.tags(),
        entry.actor(),
        entry.requestId(),
        entry.at());
  }
}
