package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has PostgreSQL gather figures of a table as soon as it has some rows. Without any it takes one
 * index for as good as another and keeps to its choice: whether a message is there was looked up
 * among all that its agent has. By itself it gathers them up to a minute later, or never where that
 * is switched off. Looks every few seconds when something was written; has a thread of its own.
 */
final class PgFigures implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PgFigures.class);
  private static final Duration BETWEEN = Duration.ofSeconds(3);

  /** After a write; what it wrote is told up to ten seconds later by the server. */
  private static final int LOOKS = 5;

  /** So few rows are found as fast without an index. */
  private static final int SOME = 500;

  private static final String LACKING =
      """
      select quote_ident(s.relname) as name
      from pg_stat_user_tables s join pg_class c on c.oid = s.relid
      where s.schemaname = current_schema() and c.reltuples <= 0 and s.n_mod_since_analyze >= ?
      order by s.relname
      """;

  private final Sql sql;
  private final AtomicInteger looks = new AtomicInteger();
  private final Set<String> tried = new HashSet<>();
  private final Thread thread = Thread.ofVirtual().name("postgres-figures").unstarted(this::work);
  private final CountDownLatch closed = new CountDownLatch(1);

  PgFigures(Sql sql) {
    this.sql = sql;
  }

  void start() {
    thread.start();
  }

  /** Something was written. */
  void written() {
    if (looks.get() != LOOKS) {
      looks.set(LOOKS);
    }
  }

  private void work() {
    try {
      while (!closed.await(BETWEEN.toMillis(), TimeUnit.MILLISECONDS)) {
        if (looks.get() > 0) {
          looks.decrementAndGet();
          look();
        }
      }
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    }
  }

  /** A table is tried once, because whose it is not cannot, and hears of that as a warning. */
  private void look() {
    try {
      List<String> lacking =
          sql.read("figures.lacking", tx -> tx.query(LACKING, row -> row.text("name"), SOME));
      for (String table : lacking) {
        if (!tried.contains(table)) {
          sql.write("figures.gather", tx -> tx.update("analyze " + table));
          tried.add(table);
          LOG.debug("table={} has figures now", table);
        }
      }
    } catch (Fault | SqlFailure notNow) {
      LOG.debug("figures are gathered later: {}", notNow.getMessage());
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
