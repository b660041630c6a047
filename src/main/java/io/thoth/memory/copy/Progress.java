package io.thoth.memory.copy;

/** Hears how far a copy has come, from any of its threads; must be quick. */
@FunctionalInterface
public interface Progress {
  /**
   * @param doing {@code copying} or {@code comparing}
   * @param done rows of the table so far
   */
  void at(String doing, String table, long done, long of);
}
