package io.thoth.memory.removal;

import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;

/** Work on many rows, cut into short transactions. Belongs to one thread, which may block. */
public final class Portions {
  private final Sql sql;
  private final Pace pace;
  private long took;

  public Portions(Sql sql) {
    this.sql = sql;
    this.pace = new Pace(sql.turn());
  }

  /** A part of the work. */
  @FunctionalInterface
  public interface Portion {
    /** Does so many rows at most; answers how many, less than that when there are no more. */
    int of(Tx tx, int rows);
  }

  /**
   * Does all of it, or as much as is done when the thread is interrupted; answers how many rows.
   */
  public long all(String operation, Portion portion) {
    long all = 0;
    int asked;
    int done;
    do {
      asked = rows();
      done = one(operation, asked, portion);
      all += done;
    } while (done >= asked && !Thread.currentThread().isInterrupted());
    return all;
  }

  /** Of how many rows the next transaction should be. */
  public int rows() {
    return pace.rows();
  }

  /** One transaction, after which the others have their turn; answers how many rows it did. */
  public int one(String operation, int rows, Portion portion) {
    sql.awaitCalm();
    int done =
        sql.write(
            operation,
            tx -> {
              long begin = System.nanoTime();
              int some = portion.of(tx, rows);
              took = System.nanoTime() - begin;
              return some;
            });
    pace.rest(done, took);
    return done;
  }
}
