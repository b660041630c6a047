package io.thoth.memory.sql;

import org.jspecify.annotations.Nullable;

/**
 * What is done in one transaction, on a thread of the store's choosing. It is a function of the
 * transaction: when another one was in the way it is undone and runs again, so it must not add to
 * anything outside before its last statement, and must not keep the {@link Tx} or a {@link Row}.
 */
@FunctionalInterface
public interface Work<T extends @Nullable Object> {
  T in(Tx tx);
}
