package io.thoth.memory.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a replica. Everything is asked on the connection that reads: one address may
 * lead to several servers. Used by one thread at a time.
 */
final class PgFollower implements AutoCloseable {
  private static final String REPLAYED =
      "select cast(coalesce(pg_last_wal_replay_lsn() - pg_lsn '0/0', 0) as bigint) as bytes,"
          + " pg_is_in_recovery() as standby";

  /** A replica that says nothing for so long is passed over. */
  private static final Duration PATIENCE = Duration.ofMillis(250);

  /** A replica is usually a little behind: for so long it is waited for. */
  private static final Duration LENIENCE = Duration.ofMillis(5);

  private static final Duration PAUSE = Duration.ofMillis(1);

  private final PgLink link;
  private PgPosition proved;

  private PgFollower(PgLink link, PgPosition proved) {
    this.link = link;
    this.proved = proved;
  }

  /**
   * Opens a connection and asks where it leads to.
   *
   * @throws PgNoReplica when that is not a replica of this primary
   */
  static PgFollower open(PgDoor door, PgPosition primary) {
    PgLink link = door.toRead();
    try {
      return new PgFollower(link, prove(link, primary));
    } catch (RuntimeException cause) {
      link.close();
      throw cause;
    }
  }

  private static PgPosition prove(PgLink link, PgPosition primary) {
    PgTx tx = new PgTx(link, PgTx.Mode.ALONE);
    return tx.one(PgPosition.OF_REPLICA, row -> proved(row, primary)).orElseThrow();
  }

  private static PgPosition proved(io.thoth.memory.sql.Row row, PgPosition primary) {
    PgPosition here = PgPosition.of(row);
    PgNoReplica.require(row.flag("standby"), "it is no standby");
    PgNoReplica.require(
        here.system().equals(primary.system()), "it is a standby of another server");
    PgNoReplica.require(here.database() == primary.database(), "it is another database");
    PgNoReplica.require(
        here.timeline() == primary.timeline(),
        "it is on timeline " + here.timeline() + ", the primary on " + primary.timeline());
    return here;
  }

  /** Asks again where it leads to and how far that has come. */
  PgPosition prove(PgPosition primary) {
    proved = prove(link, primary);
    return proved;
  }

  /**
   * Whether whatever is read here from now on includes everything up to this position. To be asked
   * before the snapshot is taken.
   */
  boolean reaches(PgPosition wanted) {
    if (!proved.isOfSameHistory(wanted)) {
      throw new PgNoReplica("the primary is another one than before");
    }
    long end = System.nanoTime() + LENIENCE.toNanos();
    while (replayed() < wanted.bytes()) {
      if (System.nanoTime() >= end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    return true;
  }

  private long replayed() {
    Future<RowSet<Row>> answer = link.send(REPLAYED);
    if (!PgAnswer.awaited(answer, PATIENCE)) {
      throw new PgFailure(PgFailure.Kind.SILENCE, "it does not answer", null);
    }
    Row row = link.rows(REPLAYED, answer).iterator().next();
    PgNoReplica.require(row.getBoolean("standby"), "it is no standby any more");
    return row.getLong("bytes");
  }

  /**
   * Runs the call in a snapshot; answers what went wrong with the database, after which the call
   * has to be run elsewhere, or null when the call has its outcome.
   */
  @Nullable RuntimeException run(Call<?> call, Nesting nesting) {
    PgTx tx = new PgTx(link, PgTx.Mode.SNAPSHOT);
    nesting.enter(call.operation());
    call.run(tx);
    nesting.leave();
    tx.rollback(); // Nothing was written, and nobody waits for the end of it.
    return tx.state().failure();
  }

  boolean isBroken() {
    return link.isBroken();
  }

  @Override
  public void close() {
    link.close();
  }
}
