package io.thoth.memory.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction. It runs at most once, on a thread of the store's choosing, and
 * must not keep the {@link Tx} or a {@link Row}.
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  T in(Tx tx);
}
