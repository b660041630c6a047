package io.thoth.memory.access;

import org.jspecify.annotations.Nullable;

/**
 * What an organisation may keep; null for as much as it likes.
 *
 * @param bytes in UTF-8: texts, tags and metadata of passages; labels, values, descriptions, tags
 *     and metadata of blocks; contents of messages; files
 */
public record Quota(
    @Nullable Long agents, @Nullable Long blocks, @Nullable Long passages, @Nullable Long bytes) {

  /** Everything as much as it likes. */
  public static final Quota NONE = new Quota(null, null, null, null);

  /** What this says, and the other where this says nothing. */
  Quota orElse(Quota other) {
    return new Quota(
        agents == null ? other.agents : agents,
        blocks == null ? other.blocks : blocks,
        passages == null ? other.passages : passages,
        bytes == null ? other.bytes : bytes);
  }

  /** A negative limit stands for none. */
  Quota withoutNegative() {
    return new Quota(limit(agents), limit(blocks), limit(passages), limit(bytes));
  }

  private static @Nullable Long limit(@Nullable Long given) {
    return given == null || given < 0 ? null : given;
  }
}
