package io.thoth.memory.sql;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One transaction, valid only inside the work it was given to and only on that thread.
 *
 * <p>Placeholders are {@code ?}. Arguments are Long, Integer, Double, String, byte[], Boolean
 * (stored as 0 or 1) or null; anything else is an {@link IllegalArgumentException}. Text that no
 * database could give back as it was (a NUL character, half a surrogate pair) is a fault {@code
 * INVALID}.
 *
 * <p>A statement that fails ends the transaction: whatever follows is refused, and the work cannot
 * succeed any more even if it catches the exception. So "insert, or else update" is written {@code
 * on conflict}, and a {@link ConstraintViolation} is caught outside of {@link Sql#write}.
 */
public interface Tx {

  /** All rows, in the order of the statement. Also for {@code … returning}. */
  <T> List<T> query(String sql, RowMapper<T> mapper, @Nullable Object... args);

  /**
   * The row, if there is one.
   *
   * @throws IllegalStateException when there are several
   */
  <T> Optional<T> one(String sql, RowMapper<T> mapper, @Nullable Object... args);

  /**
   * The one integer the statement answers, such as a count.
   *
   * @throws IllegalStateException when the answer is not exactly one row with one integer
   */
  long number(String sql, @Nullable Object... args);

  /** Runs a statement that returns no rows; answers how many rows it changed. */
  int update(String sql, @Nullable Object... args);

  /**
   * Runs a statement whose number of rows nobody needs to know. Its failure may show itself only at
   * the next statement or at the end, so that a database over the network need not be waited for.
   */
  void send(String sql, @Nullable Object... args);

  /** Runs one statement for each of the argument rows. No rows: nothing happens. */
  void batch(String sql, List<@Nullable Object[]> rows);

  /**
   * Streams rows one by one, for exports and index loads; stops when the consumer throws. The
   * snapshot stays open meanwhile, so a slow consumer (a network peer) reads in pages instead.
   */
  void each(String sql, RowConsumer consumer, @Nullable Object... args);

  /**
   * What to append to a select of rows that this transaction reads in order to change them: from
   * then on they stay as they are for everybody else until it ends. Only in a write.
   *
   * @param aliases of the tables whose rows are meant, such as {@code b} or {@code l, b}
   */
  String forUpdate(String aliases);

  /**
   * SQL of the number that the next row of a table gets in its numbering column; different each
   * time a row has been inserted. Whoever takes it inserts the row with it. Only in a write.
   */
  String nextNumber(String table, String column);

  /**
   * Runs after the commit and before the caller gets its answer, in the order in which it was asked
   * for, earlier commits first; not at all when the transaction fails. Must be quick and not throw
   * (what it throws is logged and forgotten). Only in a write.
   */
  void afterCommit(Runnable action);

  /** Tells {@code watch} of this transaction's commit; of a rollback it hears nothing. */
  void watchCommit(CommitWatch watch);
}
