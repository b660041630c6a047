package io.thoth.memory.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Cursor;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.RowIterator;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on one connection. It begins with its first statement, in the same message, so
 * beginning costs no time.
 */
final class PgTx implements OpenTx {
  private static final int STREAMED = 256;

  /** What kind of transaction. */
  enum Mode {
    /** One statement, which is its own transaction; the second one is refused. */
    ALONE(""),
    SNAPSHOT("begin isolation level repeatable read read only"),
    WRITE("begin");

    private final String begin;

    Mode(String begin) {
      this.begin = begin;
    }
  }

  private final PgLink link;
  private final PgSent sent;
  private final Mode mode;
  private final TxState state;
  private boolean begun;
  private boolean tooSmall;

  PgTx(PgLink link, Mode mode) {
    this.link = link;
    this.sent = new PgSent(link);
    this.mode = mode;
    this.state = new TxState(mode == Mode.WRITE);
  }

  @Override
  public TxState state() {
    return state;
  }

  /** Whether the work needs a transaction of several statements, and this is none. */
  boolean isTooSmall() {
    return tooSmall;
  }

  @Override
  public <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args) {
    RowSet<io.vertx.sqlclient.Row> rows = run(sql, args);
    List<T> found = new ArrayList<>(rows.size());
    PgRow row = new PgRow(rows);
    for (io.vertx.sqlclient.Row current : rows) {
      found.add(mapper.map(row.at(current)));
    }
    return Collections.unmodifiableList(found);
  }

  @Override
  public long number(String sql, @Nullable Object... args) {
    RowIterator<io.vertx.sqlclient.Row> rows = run(sql, args).iterator();
    io.vertx.sqlclient.@Nullable Row row = rows.hasNext() ? rows.next() : null;
    Object only = row == null || row.size() != 1 ? null : PgRow.plain(row.getValue(0));
    Long answer =
        switch (only) {
          case Long number -> number;
          case Integer number -> number.longValue();
          case null, default -> null;
        };
    if (answer == null || rows.hasNext()) {
      throw new IllegalStateException("not exactly one integer from: " + sql);
    }
    return answer;
  }

  @Override
  public int update(String sql, @Nullable Object... args) {
    state.requireWrite();
    return run(sql, args).rowCount();
  }

  @Override
  public void send(String sql, @Nullable Object... args) {
    state.requireWrite();
    enter();
    if (!sent.isSafe(sql, args)) {
      run(sql, args);
      sent.proved(sql, args);
    } else {
      sent.add(sql, link.send(sql, args));
    }
  }

  @Override
  public void batch(String sql, List<@Nullable Object[]> rows) {
    state.requireWrite();
    if (!rows.isEmpty()) {
      enter();
      rows(sql, link.sendBatch(sql, rows));
    }
  }

  @Override
  public void each(String sql, RowConsumer consumer, @Nullable Object... args) {
    requireMore();
    enter();
    try {
      PreparedStatement statement = link.prepare(sql);
      Cursor cursor = statement.cursor(PgLink.tuple(args));
      try {
        stream(cursor, consumer);
      } finally {
        cursor.close();
        statement.close();
      }
    } catch (io.vertx.core.VertxException | PgFailure cause) {
      throw state.breaks(sent.reason(PgFailure.of(sql, cause)));
    }
  }

  private void stream(Cursor cursor, RowConsumer consumer) {
    boolean more = true;
    while (more) {
      RowSet<io.vertx.sqlclient.Row> rows = link.await(cursor.read(STREAMED));
      PgRow row = new PgRow(rows);
      for (io.vertx.sqlclient.Row current : rows) {
        consumer.accept(row.at(current));
      }
      more = cursor.hasMore();
    }
  }

  @Override
  public String forUpdate(String aliases) {
    state.requireWrite();
    return " for update of " + aliases;
  }

  @Override
  public String nextNumber(String table, String column) {
    state.requireWrite();
    return "nextval('" + table + "_" + column + "_seq')";
  }

  /** Makes it durable. Throws when nothing was kept, or when nobody knows. */
  void commit() {
    state.watches().forEach(CommitWatch::begins);
    try {
      Future<RowSet<io.vertx.sqlclient.Row>> commit = begun ? link.sendText("commit") : null;
      // What was sent before and failed made a rollback of the commit.
      sent.requireDone();
      if (commit != null) {
        link.rows("commit", commit);
      }
    } finally {
      state.watches().forEach(CommitWatch::ended);
    }
  }

  /** Undoes it; nobody waits for that. */
  void rollback() {
    if (begun) {
      link.sendText("rollback");
    }
  }

  private RowSet<io.vertx.sqlclient.Row> run(String sql, @Nullable Object... args) {
    enter();
    return rows(sql, link.send(sql, args));
  }

  private RowSet<io.vertx.sqlclient.Row> rows(
      String sql, Future<RowSet<io.vertx.sqlclient.Row>> answer) {
    try {
      return link.rows(sql, answer);
    } catch (PgFailure | ConstraintViolation cause) {
      throw state.breaks(sent.reason(cause));
    }
  }

  /** Makes sure that there is a transaction for the next statement. */
  private void enter() {
    state.requireUsable();
    if (mode == Mode.ALONE && begun) {
      requireMore();
    }
    if (mode != Mode.ALONE && !begun) {
      link.sendText(mode.begin);
    }
    begun = true;
  }

  private void requireMore() {
    state.requireUsable();
    if (mode == Mode.ALONE) {
      tooSmall = true;
      throw state.breaks(new IllegalStateException("one statement only"));
    }
  }
}
