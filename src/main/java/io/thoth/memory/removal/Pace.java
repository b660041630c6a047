package io.thoth.memory.removal;

import io.thoth.memory.turns.Pause;
import java.time.Duration;

/**
 * Of how many rows the transactions of a long piece of work should be, so that whoever writes
 * meanwhile hardly notices: each takes about as long as the store says, however fast the disk and
 * the rows are, and after it the others have a turn of fifteen times that, if there are any.
 * Belongs to one thread, which may block.
 */
final class Pace {
  private static final int FEWEST = 4;
  private static final int FIRST = 16;
  private static final int MOST = 512;
  private static final int REST = 15;

  private final long aim;
  private int rows = FIRST;

  /**
   * @param turn how long a transaction should take
   */
  Pace(Duration turn) {
    this.aim = turn.toNanos();
  }

  /** How many rows the next transaction should be of. */
  int rows() {
    return rows;
  }

  /**
   * Lets the others have their turn.
   *
   * @param done rows of the last transaction
   * @param nanos that it took
   */
  void rest(int done, long nanos) {
    if (done > 0) {
      rows = next(rows, aim, nanos * rows / done);
    }
    Pause.after(nanos, REST);
  }

  /** Of how many rows the next one should be, when {@code rows} took so long. */
  static int next(int rows, long aim, long nanos) {
    long fitting = rows * aim / Math.max(nanos, 1);
    return (int) Math.clamp(fitting, Math.max(FEWEST, rows / 2), Math.min(MOST, rows * 2L));
  }
}
