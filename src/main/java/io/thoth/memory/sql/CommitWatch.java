package io.thoth.memory.sql;

/**
 * Told when a commit is about to become visible and when it has, so that what is remembered in
 * memory is never used in between, when it may be older than what others can already read. Called
 * on the thread that commits: must be quick and not throw.
 */
public interface CommitWatch {
  /** The commit is tried now. */
  void begins();

  /** The commit has succeeded or failed; the writer has not been answered yet. */
  void ended();
}
