package io.thoth.memory.removal;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Things of one kind that are deleted in two steps. The first is a part of the transaction that
 * deletes: the row is marked in the column by which unfinished imports are unseen too, and the few
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
  private final String reference;
  private final List<String> small;
  private final Map<String, String> large;
  private final Semaphore work = new Semaphore(1);
  private @Nullable Thread thread;
  private volatile boolean closed;

  /**
   * @param table of the things, with the columns tenant, id and arrival
   * @param reference the column of other tables that names one of the things
   * @param small tables of which a thing has few rows, or which others read by themselves
   * @param large tables that grow without end and a key of each; those that refer to others first
   */
  public Departures(
      Sql sql, String table, String reference, List<String> small, Map<String, String> large) {
    this.sql = sql;
    this.table = table;
    this.reference = reference;
    this.small = List.copyOf(small);
    this.large = new LinkedHashMap<>(large);
  }

  /** The other tables of which rows go with a thing, by name. */
  public Set<String> tables() {
    Set<String> all = new TreeSet<>(small);
    all.addAll(large.keySet());
    return all;
  }

  private record Gone(String tenant, String id) {}

  /** Deletes a thing, inside the transaction given; it is gone for everybody when that commits. */
  public void begin(Tx tx, String tenant, String id) {
    tx.update(
        "update " + table + " set arrival = ? where tenant = ? and id = ?", DEPARTED, tenant, id);
    for (String each : small) {
      tx.update("delete from " + each + " where tenant = ? and " + reference + " = ?", tenant, id);
    }
    if (remove(tx, new Gone(tenant, id), FEW) >= FEW) {
      tx.afterCommit(this::wake);
    }
  }

  /** Whether one of this id was deleted and is not removed yet. */
  public static boolean isLeft(Tx tx, String table, String tenant, String id) {
    return tx.number(
            "select count(*) from " + table + " where tenant = ? and id = ? and arrival = ?",
            tenant,
            id,
            DEPARTED)
        > 0;
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
    int removed = 0;
    for (Map.Entry<String, String> each : large.entrySet()) {
      if (removed < limit) {
        removed += remove(tx, gone, each.getKey(), each.getValue(), limit - removed);
      }
    }
    if (removed < limit) {
      end(tx, gone);
    }
    return removed;
  }

  private int remove(Tx tx, Gone gone, String from, String key, int limit) {
    return tx.update(
        "delete from %s where (%s) in (select %s from %s where tenant = ? and %s = ? limit ?)"
            .formatted(from, key, key, from, reference),
        gone.tenant(),
        gone.id(),
        limit);
  }

  /** Another node may be removing the same rows, which are then still there for this one. */
  private void end(Tx tx, Gone gone) {
    StringBuilder statement =
        new StringBuilder("delete from " + table + " where tenant = ? and id = ? and arrival = ?");
    for (String each : large.keySet()) {
      statement.append(
          " and not exists (select 1 from %s l where l.tenant = %s.tenant and l.%s = %s.id)"
              .formatted(each, table, reference, table));
    }
    tx.update(statement.toString(), gone.tenant(), gone.id(), DEPARTED);
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
