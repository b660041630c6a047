package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the next version of a block out of the one before. */
final class BlockMaking {
  private BlockMaking() {}

  static Block made(Caller caller, NewBlock fresh) {
    return made(caller, fresh, fresh.description());
  }

  static Block made(Caller caller, NewBlock fresh, @Nullable String description) {
    Instant now = Times.now();
    return new Block(
        Id.fresh(Id.BLOCK),
        fresh.label(),
        Objects.requireNonNull(fresh.value()),
        Objects.requireNonNull(fresh.limit()),
        description,
        Objects.requireNonNull(fresh.metadata()),
        Boolean.TRUE.equals(fresh.readOnly()),
        Objects.requireNonNull(fresh.tags()),
        Boolean.TRUE.equals(fresh.isTemplate()),
        fresh.hidden(),
        Boolean.TRUE.equals(fresh.preserveOnMigration()),
        fresh.templateName(),
        fresh.templateId(),
        fresh.baseTemplateId(),
        fresh.deploymentId(),
        fresh.entityId(),
        fresh.projectId(),
        caller.actor(),
        caller.actor(),
        1,
        now,
        now);
  }

  /** A new block with all that another one is. */
  static Block copied(Caller caller, Block block) {
    Instant now = Times.now();
    return new Block(
        Id.fresh(Id.BLOCK),
        block.label(),
        block.value(),
        block.limit(),
        block.description(),
        block.metadata(),
        block.readOnly(),
        block.tags(),
        block.isTemplate(),
        block.hidden(),
        block.preserveOnMigration(),
        block.templateName(),
        block.templateId(),
        block.baseTemplateId(),
        block.deploymentId(),
        block.entityId(),
        block.projectId(),
        caller.actor(),
        caller.actor(),
        1,
        now,
        now);
  }

  static Block patched(Caller caller, Block block, BlockPatch patch) {
    return block.then(
        patch, caller.actor(), block.version() + 1, Times.nowAfter(block.updatedAt()));
  }

  /** The block with another value; everything else stays. */
  static Block withValue(Caller caller, Block block, String value) {
    return patched(caller, block, BlockPatch.ofValue(value));
  }

  /** All that the block was at an earlier version, as a new one. */
  static Block restored(Caller caller, Block block, Block earlier) {
    return earlier.then(
        BlockPatch.NOTHING, caller.actor(), block.version() + 1, Times.nowAfter(block.updatedAt()));
  }
}
