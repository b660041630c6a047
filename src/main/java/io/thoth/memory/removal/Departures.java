package io.thoth.memory.removal;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things of one kind that are deleted in two steps. The first is a part of the transaction that
 * deletes: the row is marked in the column by which what is unfinished is unseen too, and the few
 * rows that others could meet go with it. What is left are many rows that nobody can reach; they
 * are removed in portions by one thread from {@link #start} to {@link #close}, which looks for them
 * whenever something was deleted, at the start, and from time to time for those of another node.
 * Several nodes may remove the same at the same time. Thread-safe.
 */
public final class Departures implements AutoCloseable {
  /** Stands in the column {@code arrival} instead of an import that is under way. */
  public static final String DEPARTED = "departed";

  private static final Logger LOG = LoggerFactory.getLogger(Departures.class);

  /** So few rows go at once, with the thing itself. */
  private static final int FEW = 30;

  private static final long LOOK_SECONDS = 60;

  private final Sql sql;
  private final String table;
  private final Remnants remnants;
  private final Semaphore work = new Semaphore(1);
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param table of the things, with the columns tenant, id and arrival
   */
  public Departures(Sql sql, String table, Remnants remnants) {
    this.sql = sql;
    this.table = table;
    this.remnants = remnants;
  }

  private record Gone(String tenant, String id) {}

  /** Deletes a thing, inside the transaction given; it is gone for everybody when that commits. */
  public void begin(Tx tx, String tenant, String id) {
    tx.update(
        "update " + table + " set arrival = ? where tenant = ? and id = ?", DEPARTED, tenant, id);
    remnants.detach(tx, tenant, id);
    if (remove(tx, new Gone(tenant, id), FEW) >= FEW) {
      tx.afterCommit(this::wake);
    }
  }

  /** Whether one of this id was deleted and is not removed yet. */
  public static boolean isLeft(Tx tx, String table, String tenant, String id) {
    return isLeft(tx, table, tenant, id, "");
  }

  private static boolean isLeft(Tx tx, String table, String tenant, String id, String locking) {
    return tx.one(
            "select g.id from %s g where g.tenant = ? and g.id = ? and g.arrival = ?%s"
                .formatted(table, locking),
            row -> row.text("id"),
            tenant,
            id,
            DEPARTED)
        .isPresent();
  }

  /** Removes what is left of one thing before this returns, so that its id can be used again. */
  public void finish(String tenant, String id) {
    while (sql.read("departed." + table, tx -> isLeft(tx, table, tenant, id))) {
      remove(new Gone(tenant, id)); // less than all, when somebody else is removing it too
    }
  }

  /** Removes all that is left, of everything; answers how many rows that were. */
  public long clear() {
    long all = 0;
    for (Gone gone : left()) {
      if (!Thread.currentThread().isInterrupted()) {
        all += remove(gone);
      }
    }
    return all;
  }

  private List<Gone> left() {
    return sql.read(
        "departed." + table,
        tx ->
            tx.query(
                "select tenant, id from " + table + " where arrival = ? order by tenant, id",
                row -> new Gone(row.text("tenant"), row.text("id")),
                DEPARTED));
  }

  private long remove(Gone gone) {
    long rows = new Portions(sql).all("remove." + table, (tx, limit) -> remove(tx, gone, limit));
    LOG.info("{}={} rows={} removed", table, gone.id(), rows);
    return rows;
  }

  private int remove(Tx tx, Gone gone, int limit) {
    if (!isLeft(tx, table, gone.tenant(), gone.id(), tx.forUpdate("g"))) {
      return 0; // Somebody else has ended it, and its id may be in use again.
    }
    int removed = remnants.remove(tx, gone.tenant(), gone.id(), limit);
    if (removed < limit) {
      remnants.end(tx, gone.tenant(), gone.id());
    }
    return removed;
  }

  public synchronized void start() {
    thread = Thread.ofVirtual().name("departed-" + table).start(this::run);
  }

  private void wake() {
    work.release();
  }

  private void run() {
    while (!closed) {
      try {
        work.tryAcquire(LOOK_SECONDS, TimeUnit.SECONDS);
        work.drainPermits();
        clear();
      } catch (InterruptedException end) {
        return; // nobody interrupts it but to end it
      } catch (Fault busyOrClosing) {
        LOG.debug("{}: the rest is removed later: {}", table, busyOrClosing.getMessage());
      } catch (RuntimeException problem) {
        LOG.warn("{}: the rest is removed later", table, problem);
      }
    }
  }

  /** Stops after the portion at work; the rest is removed after the next start. */
  @Override
  public synchronized void close() throws InterruptedException {
    closed = true;
    if (thread != null) {
      thread.interrupt();
      thread.join();
    }
  }
}
