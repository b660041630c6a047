package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes the next version of a block out of the one before. */
final class BlockMaking {
  private BlockMaking() {}

  static Block made(Caller caller, NewBlock fresh) {
    Instant now = Times.now();
    return new Block(
        Id.fresh(Id.BLOCK),
        fresh.label(),
        Objects.requireNonNull(fresh.value()),
        Objects.requireNonNull(fresh.limit()),
        fresh.description(),
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

  static Block patched(Caller caller, Block block, BlockPatch patch) {
    return new Block(
        block.id(),
        or(patch.label(), block.label()),
        or(patch.value(), block.value()),
        or(patch.limit(), block.limit()),
        patch.description() == null ? block.description() : patch.description(),
        or(patch.metadata(), block.metadata()),
        or(patch.readOnly(), block.readOnly()),
        or(patch.tags(), block.tags()),
        or(patch.isTemplate(), block.isTemplate()),
        patch.hidden() == null ? block.hidden() : patch.hidden(),
        or(patch.preserveOnMigration(), block.preserveOnMigration()),
        patch.templateName() == null ? block.templateName() : patch.templateName(),
        patch.templateId() == null ? block.templateId() : patch.templateId(),
        patch.baseTemplateId() == null ? block.baseTemplateId() : patch.baseTemplateId(),
        patch.deploymentId() == null ? block.deploymentId() : patch.deploymentId(),
        patch.entityId() == null ? block.entityId() : patch.entityId(),
        patch.projectId() == null ? block.projectId() : patch.projectId(),
        block.createdById(),
        caller.actor(),
        block.version() + 1,
        block.createdAt(),
        later(block.updatedAt()));
  }

  /** The block with another value; everything else stays. */
  static Block withValue(Caller caller, Block block, String value) {
    return patched(caller, block, patch(null, value, null));
  }

  /** The block with the content it had in {@code state}, as a new version. */
  static Block restored(Caller caller, Block block, BlockState state) {
    return patched(caller, block, patch(state.label(), state.value(), state))
        .withDescription(state.description());
  }

  private static BlockPatch patch(
      @Nullable String label, String value, @Nullable BlockState state) {
    Long limit = state == null ? null : state.limit();
    Map<String, Object> metadata = state == null ? null : state.metadata();
    List<String> tags = state == null ? null : state.tags();
    Boolean readOnly = state == null ? null : state.readOnly();
    return new BlockPatch(
        label, value, limit, null, metadata, readOnly, tags, null, null, null, null, null, null,
        null, null, null);
  }

  private static <T> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  /**
   * Times of versions grow strictly, so that "as of" is never ambiguous, even if a clock is not.
   */
  private static Instant later(Instant before) {
    Instant now = Times.now();
    return now.isAfter(before) ? now : before.plusNanos(1_000);
  }
}
