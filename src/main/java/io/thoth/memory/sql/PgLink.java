package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.PreparedStatement;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One connection. What is sent goes out at once and is answered in the order in which it was sent;
 * whoever needs an answer parks until it is there. Thread-safe, but a transaction on it belongs to
 * one thread.
 */
final class PgLink implements AutoCloseable {
  private final PgConnection connection;
  private final Placeholders placeholders;
  private final Duration patience;
  private volatile boolean broken;

  PgLink(PgConnection connection, Placeholders placeholders, Duration patience) {
    this.connection = connection;
    this.placeholders = placeholders;
    this.patience = patience;
    connection.closeHandler(_ -> broken = true);
  }

  boolean isBroken() {
    return broken;
  }

  /** Sends a statement, prepared and kept. */
  Future<RowSet<Row>> send(String sql, @Nullable Object... args) {
    return connection.preparedQuery(placeholders.numbered(sql)).execute(tuple(args));
  }

  Future<RowSet<Row>> sendBatch(String sql, List<@Nullable Object[]> rows) {
    List<Tuple> tuples = rows.stream().map(PgLink::tuple).toList();
    return connection.preparedQuery(placeholders.numbered(sql)).executeBatch(tuples);
  }

  /** Sends a text without arguments, possibly of several statements. */
  Future<RowSet<Row>> sendText(String sql) {
    return connection.query(sql).execute();
  }

  PreparedStatement prepare(String sql) {
    return await(connection.prepare(placeholders.numbered(sql)));
  }

  static Tuple tuple(@Nullable Object... args) {
    @Nullable Object[] values = new Object[args.length];
    for (int index = 0; index < args.length; index++) {
      Object stored = Arguments.stored(index + 1, args[index]);
      values[index] = stored instanceof byte[] bytes ? Buffer.buffer(bytes) : stored;
    }
    return Tuple.wrap(values);
  }

  /** The answer, or what went wrong as a {@link PgFailure} or a {@link ConstraintViolation}. */
  RowSet<Row> rows(String sql, Future<RowSet<Row>> answer) {
    try {
      return await(answer);
    } catch (Fault interrupted) {
      throw interrupted;
    } catch (RuntimeException cause) {
      throw PgFailure.of(sql, cause);
    }
  }

  /** The result, or what the future failed with. A connection that does not answer is given up. */
  <T> T await(Future<T> future) {
    if (!PgAnswer.awaited(future, patience)) {
      broken = true;
      connection.close();
      String message = "no answer within " + patience.toMillis() + " ms";
      throw new PgFailure(PgFailure.Kind.SILENCE, message, null);
    }
    return PgAnswer.of(future);
  }

  @Override
  public void close() {
    broken = true;
    connection.close();
  }
}
