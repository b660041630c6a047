package io.thoth.memory.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The statements of one transaction whose answers were not waited for. A commit sent after one that
 * the server refuses is a rollback. One that the client refuses, because an argument does not fit,
 * never gets to the server, and the commit would succeed without it; so a statement is waited for
 * until it has succeeded once with arguments of these types.
 */
final class PgSent {
  private record Shape(String sql, List<Class<?>> types) {}

  private record Waiting(String sql, Future<RowSet<Row>> answer) {}

  private static final Set<Shape> PROVED = ConcurrentHashMap.newKeySet();

  private final PgLink link;
  private final List<Waiting> waiting = new ArrayList<>(2);

  PgSent(PgLink link) {
    this.link = link;
  }

  boolean isSafe(String sql, @Nullable Object... args) {
    return PROVED.contains(shape(sql, args));
  }

  void proved(String sql, @Nullable Object... args) {
    PROVED.add(shape(sql, args));
  }

  private static Shape shape(String sql, @Nullable Object... args) {
    return new Shape(
        sql,
        Arrays.stream(args)
            .<Class<?>>map(value -> value == null ? Void.class : value.getClass())
            .toList());
  }

  void add(String sql, Future<RowSet<Row>> answer) {
    waiting.add(new Waiting(sql, answer));
  }

  /**
   * Why a later statement failed: the server refuses all that comes after one that failed, so it is
   * the first of these that did, or else its own failure.
   */
  RuntimeException reason(RuntimeException later) {
    try {
      requireDone(); // The answer of an earlier one may be told after that of a later one.
      return later;
    } catch (PgFailure | ConstraintViolation first) {
      return first;
    }
  }

  /** Waits for all of them; throws what the first that failed failed with. */
  void requireDone() {
    for (Waiting each : waiting) {
      link.rows(each.sql(), each.answer());
    }
  }
}
