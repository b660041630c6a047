package io.thoth.memory.journal;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A stream most of whose entries are differences. Only its whole entries are in the index of the
 * journal. Any other is found from the entry after it, which knows its {@code previous}; and the
 * newest from whatever the stream is about, which knows its position: the head. An index of all
 * entries would have a page to be written for almost every entry, since streams are many and their
 * ids random; that was half of what a short append cost the store.
 *
 * <p>All of it happens inside the caller's transaction. Has no state of its own.
 */
public final class Chain {
  /** The whole entries between two sequences, the head, and what leads back from each, that far. */
  private static final String WALK =
      """
      with recursive walk (position, previous, sequence, at) as (
        select position, previous, sequence, at from journal
        where tenant = ? and stream = ? and whole = 1 and sequence between ? and ?
        union all
        select position, previous, sequence, at from journal where position = ? and whole = 0
        union all
        select j.position, j.previous, j.sequence, j.at
        from walk w join journal j on j.position = w.previous
        where j.whole = 0 and j.sequence > ?
      )
      """;

  private Chain() {}

  /**
   * Where an entry goes.
   *
   * @param position its number in the journal, as {@link #nextPosition} gives it out
   * @param previous the position of the entry before it in its stream; may be absent when either of
   *     the two is the first, or that one is whole
   */
  public record Place(long position, @Nullable Long previous) {

    /** The place for the next entry of all, behind {@code last} in its stream. */
    public static Place after(Tx tx, @Nullable Place last) {
      long position = tx.number("select " + nextPosition(tx));
      return new Place(position, last == null ? null : last.position());
    }
  }

  /**
   * The newest entry of a stream.
   *
   * @param position may be absent when it is whole
   */
  public record Head(long sequence, @Nullable Long position) {}

  /** SQL of the position that the next entry of all has; whoever takes it must write the entry. */
  public static String nextPosition(Tx tx) {
    return tx.nextNumber("journal", "position");
  }

  /** Writes an entry. Its sequence must be the next one of its stream. */
  public static void append(Tx tx, Caller caller, Change change, Place place) {
    tx.send(
        """
        insert into journal (tenant, stream, sequence, operation, actor, request_id, at, state,
          whole, position, previous)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Journal.values(caller, change, place.position(), place.previous()));
  }

  /**
   * Writes an entry behind the one that a row calls its {@code entry}, with the next position of
   * all; false when there is no such row. Only where nobody else writes meanwhile.
   *
   * @param row a table and the condition of one row in it
   * @param args of the condition
   */
  public static boolean appendTo(
      Tx tx, Caller caller, Change change, String row, @Nullable Object... args) {
    int written =
        tx.update(
            """
            insert into journal (tenant, stream, sequence, operation, actor, request_id, at, state,
              whole, previous)
            select ?, ?, ?, ?, ?, ?, ?, ?, ?, entry from
            """
                + row,
            Journal.values(caller, change, args));
    return written == 1;
  }

  /**
   * Reads, oldest first and one by one, the entries of this span and before them those needed to
   * rebuild the first of them; the first one read is whole.
   *
   * @param head the newest entry; may be absent when that one is whole
   */
  public static void rebuild(
      Tx tx,
      String tenant,
      String stream,
      @Nullable Head head,
      Span span,
      Consumer<Entry> consumer) {
    long from = Journal.wholeUpTo(tx, tenant, stream, span.oldest());
    Optional<Long> top = wholeFrom(tx, tenant, stream, span.newest());
    tx.each(
        WALK
            + "select "
            + Journal.COLUMNS
            + " from journal where position in (select position from walk where sequence <= ?)"
            + " order by position",
        row -> consumer.accept(Journal.entry(row)),
        tenant,
        stream,
        from,
        top.orElse(span.newest()),
        top.isPresent() || head == null ? null : head.position(),
        from,
        span.newest());
  }

  /** The first whole entry from {@code sequence} on. */
  private static Optional<Long> wholeFrom(Tx tx, String tenant, String stream, long sequence) {
    return tx.one(
        """
        select sequence from journal where tenant = ? and stream = ? and whole = 1
          and sequence >= ? order by sequence limit 1
        """,
        row -> row.integer("sequence"),
        tenant,
        stream,
        sequence);
  }

  /**
   * The sequence of the last entry of a stream that was made no later than {@code time}.
   *
   * @param head as for {@link #rebuild}
   */
  public static Optional<Long> asOf(
      Tx tx, String tenant, String stream, @Nullable Head head, Instant time) {
    Optional<Long> whole =
        tx.one(
            """
            select sequence from journal where tenant = ? and stream = ? and whole = 1
              and at <= ? order by sequence desc limit 1
            """,
            row -> row.integer("sequence"),
            tenant,
            stream,
            Times.micros(time));
    return whole.map(from -> asOf(tx, tenant, stream, head, from, time));
  }

  /** The entry looked for comes before the next whole one. */
  private static long asOf(
      Tx tx, String tenant, String stream, @Nullable Head head, long from, Instant time) {
    Optional<Long> top = wholeFrom(tx, tenant, stream, from + 1);
    return tx.number(
        WALK + "select max(sequence) from walk where at <= ?",
        tenant,
        stream,
        from,
        top.orElse(from),
        top.isPresent() || head == null ? null : head.position(),
        from,
        Times.micros(time));
  }

  /** Removes the entries before the whole one at {@code end}; answers how many there were. */
  static int removeBefore(Tx tx, String tenant, String stream, long end) {
    return tx.update(
        "delete from journal where position in ("
            + WALK
            + "select position from walk where sequence < ?)",
        tenant,
        stream,
        0,
        end,
        null,
        0,
        end);
  }
}
