package io.thoth.memory.agentfile;

import io.thoth.memory.removal.Pace;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.function.Consumer;

/** The transactions of one import, each of which says that it is alive. Belongs to one thread. */
final class ArrivalSteps {
  private final Sql sql;
  private final String tenant;
  private final String id;
  private final Pace pace = new Pace();
  private long took;

  ArrivalSteps(Sql sql, String tenant, String id) {
    this.sql = sql;
    this.tenant = tenant;
    this.id = id;
  }

  void begin() {
    write(tx -> Arrivals.begin(tx, tenant, id));
  }

  /** How many items the next step should write. */
  int rows() {
    return pace.rows();
  }

  /**
   * One transaction of many, after which others have their turn.
   *
   * @param place of the last item in the file
   * @param rows how many items are written
   */
  void step(String place, int rows, Consumer<Tx> work) {
    try {
      write(
          tx -> {
            Arrivals.touch(tx, tenant, id);
            work.accept(tx);
          });
    } catch (ConstraintViolation twice) {
      throw FileScan.unfit(
          place + ": here or just before, an otid or a place in a conversation is used twice");
    }
    pace.rest(rows, took);
  }

  private void write(Consumer<Tx> work) {
    sql.write(
        "agentfile.import",
        tx -> {
          long begin = System.nanoTime();
          work.accept(tx);
          took = System.nanoTime() - begin;
          return true;
        });
  }
}
