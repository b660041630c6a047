package io.thoth.memory.agentfile;

import io.thoth.memory.removal.Portions;
import io.thoth.memory.removal.Unfinished;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.function.Consumer;

/** The transactions of one import, each of which says that it is alive. Belongs to one thread. */
final class ArrivalSteps {
  private static final String OPERATION = "agentfile.import";

  private final Sql sql;
  private final Unfinished unfinished;
  private final Portions portions;

  ArrivalSteps(Sql sql, Unfinished unfinished) {
    this.sql = sql;
    this.unfinished = unfinished;
    this.portions = new Portions(sql);
  }

  void begin() {
    sql.write(
        OPERATION,
        tx -> {
          unfinished.begin(tx);
          return true;
        });
  }

  /** How many items the next step should write. */
  int rows() {
    return portions.rows();
  }

  /**
   * One transaction of many, after which others have their turn.
   *
   * @param place of the last item in the file
   * @param rows how many items are written
   */
  void step(String place, int rows, Consumer<Tx> work) {
    try {
      portions.one(
          OPERATION,
          rows,
          (tx, some) -> {
            unfinished.touch(tx);
            work.accept(tx);
            return some;
          });
    } catch (ConstraintViolation twice) {
      throw FileScan.unfit(
          place + ": here or just before, an otid or a place in a conversation is used twice");
    }
  }
}
