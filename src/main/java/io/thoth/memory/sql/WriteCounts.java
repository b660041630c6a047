package io.thoth.memory.sql;

/**
 * What the writer has done since it was opened; their ratio tells how well writes are grouped.
 *
 * @param commits transactions committed
 * @param writes writes they held, those included that failed alone
 */
public record WriteCounts(long commits, long writes) {

  WriteCounts plus(int group) {
    return new WriteCounts(commits + 1, writes + group);
  }
}
