package io.thoth.memory.removal;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A long piece of work of which nobody sees anything before its last transaction: an import or a
 * large fork. It has a row that its every transaction touches; when that was not touched for {@link
 * #PATIENCE}, its node has left it, and what it wrote is removed.
 *
 * @param id stands in the column {@code arrival} of what it has written
 */
public record Unfinished(String tenant, String id) {
  /** Longer than any single transaction may take to be let in. */
  public static final Duration PATIENCE = Duration.ofMinutes(10);

  public void begin(Tx tx) {
    tx.update(
        "insert into arrival (tenant, id, touched_at) values (?, ?, ?)",
        tenant,
        id,
        Times.micros(Times.now()));
  }

  /** Says that the work is alive; a fault when it was given up meanwhile. */
  public void touch(Tx tx) {
    int rows =
        tx.update(
            "update arrival set touched_at = ? where tenant = ? and id = ?",
            Times.micros(Times.now()),
            tenant,
            id);
    if (rows == 0) {
      throw givenUp();
    }
  }

  public static Fault givenUp() {
    return Fault.unavailable("This took too long between two steps; begin it again");
  }

  /**
   * Ends it, because it is whole; a fault when it was given up meanwhile. To be called first in the
   * last transaction, for whoever gives it up begins so too.
   */
  public void finish(Tx tx) {
    if (!end(tx)) {
      throw givenUp();
    }
  }

  /**
   * Ends it, to give it up; false when somebody else has done so, or it is whole. Whoever gives it
   * up begins with this, and removes nothing when it is false.
   */
  public boolean end(Tx tx) {
    return tx.update("delete from arrival where tenant = ? and id = ?", tenant, id) > 0;
  }

  /** Ends it if it did nothing since this time. */
  public boolean end(Tx tx, Instant before) {
    return tx.update(
            "delete from arrival where tenant = ? and id = ? and touched_at <= ?",
            tenant,
            id,
            Times.micros(before))
        > 0;
  }

  /** All that did nothing since this time. */
  public static List<Unfinished> untouchedSince(Sql sql, Instant before) {
    return sql.read(
        "arrival.left",
        tx ->
            tx.query(
                "select tenant, id from arrival where touched_at <= ? order by tenant, id",
                row -> new Unfinished(row.text("tenant"), row.text("id")),
                Times.micros(before)));
  }
}
