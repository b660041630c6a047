package io.thoth.memory.core;

import io.thoth.memory.journal.Entry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the journal keeps of a block: everything a version can differ in. */
record BlockState(
    String label,
    String value,
    long limit,
    @Nullable String description,
    boolean readOnly,
    Map<String, Object> metadata,
    List<String> tags) {

  static BlockState of(Block block) {
    return new BlockState(
        block.label(),
        block.value(),
        block.limit(),
        block.description(),
        block.readOnly(),
        block.metadata(),
        block.tags());
  }

  /** The block that had this state after {@code entry}. */
  Block as(Entry entry) {
    return new Block(
        entry.stream(),
        label,
        value,
        limit,
        description,
        metadata,
        readOnly,
        tags,
        false,
        null,
        false,
        null,
        null,
        null,
        null,
        null,
        null,
        entry.actor(),
        entry.actor(),
        entry.sequence(),
        entry.at(),
        entry.at());
  }
}
