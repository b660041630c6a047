package io.thoth.memory.recall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message ready to be written.
 *
 * @param id null for a fresh one
 * @param text what search looks at
 * @param createdAt null for now
 */
record Draft(
    @Nullable String id,
    String role,
    @Nullable String text,
    MessageBody body,
    @Nullable String otid,
    @Nullable Instant createdAt) {}
