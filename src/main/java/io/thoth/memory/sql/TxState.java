package io.thoth.memory.sql;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a transaction on any database knows of itself. Belongs to the thread that makes it. */
final class TxState {
  private final boolean writes;
  private final Thread thread = Thread.currentThread();
  private final List<Runnable> afterCommit = new ArrayList<>(0);
  private final List<CommitWatch> watches = new ArrayList<>(0);
  private boolean ended;
  private @Nullable RuntimeException broken;

  TxState(boolean writes) {
    this.writes = writes;
  }

  void requireUsable() {
    if (ended || Thread.currentThread() != thread) {
      throw new IllegalStateException("this transaction is over or belongs to another thread");
    }
    if (broken != null) {
      throw new IllegalStateException("an earlier statement failed", broken);
    }
  }

  void requireWrite() {
    if (!writes) {
      throw new IllegalStateException("a read must not write");
    }
  }

  /** Nothing more can be done after this failure, which is given back to be thrown. */
  RuntimeException breaks(RuntimeException failure) {
    broken = failure;
    return failure;
  }

  /** What went wrong with a statement, if anything did. */
  @Nullable RuntimeException failure() {
    return broken;
  }

  void end() {
    ended = true;
  }

  void afterCommit(Runnable action) {
    requireWrite();
    requireUsable();
    afterCommit.add(action);
  }

  /** What is to be run when the commit has succeeded. */
  List<Runnable> afterCommit() {
    return afterCommit;
  }

  void watchCommit(CommitWatch watch) {
    requireWrite();
    requireUsable();
    watches.add(watch);
  }

  List<CommitWatch> watches() {
    return watches;
  }
}
