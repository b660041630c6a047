package io.thoth.memory.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transaction as the store sees it that opened it. */
interface OpenTx extends Tx {
  TxState state();

  /** Throws when a statement failed, whether or not the work let that pass. */
  default void requireIntact() {
    RuntimeException broken = state().failure();
    if (broken != null) {
      throw broken;
    }
  }

  /** Nothing can be done with this transaction from now on. */
  default void end() {
    state().end();
  }

  @Override
  default <T> Optional<T> one(String sql, RowMapper<T> mapper, @Nullable Object... args) {
    List<T> found = query(sql, mapper, args);
    if (found.size() > 1) {
      throw new IllegalStateException(found.size() + " rows instead of one from: " + sql);
    }
    return found.isEmpty() ? Optional.empty() : Optional.of(found.getFirst());
  }

  @Override
  default void afterCommit(Runnable action) {
    state().afterCommit(action);
  }

  @Override
  default void watchCommit(CommitWatch watch) {
    state().watchCommit(watch);
  }
}
