package io.thoth.memory.journal;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Appends to and reads the journal, inside the caller's transaction. Has no state of its own. */
public final class Journal {
  private Journal() {}

  private static final String SELECT =
      "select stream, sequence, operation, actor, request_id, at, state, whole from journal"
          + " where tenant = ? and stream = ? ";

  /**
   * Writes one entry. The sequence must be the next one of its stream; the unique index refuses a
   * second entry with the same one.
   */
  public static void append(Tx tx, Caller caller, Change change) {
    tx.send(
        """
        insert into journal (tenant, stream, sequence, operation, actor, request_id, at, state,
          whole)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        change.stream(),
        change.sequence(),
        change.operation(),
        caller.actor(),
        caller.requestId(),
        Times.micros(change.at()),
        change.state(),
        change.whole());
  }

  /** The entries of a stream later than {@code sequence}, oldest first. */
  public static List<Entry> after(Tx tx, String tenant, String stream, long sequence, int limit) {
    return tx.query(
        SELECT + "and sequence > ? order by sequence limit ?",
        Journal::entry,
        tenant,
        stream,
        sequence,
        limit);
  }

  /** Which entries of a stream are kept; the oldest of them is whole. */
  public static Optional<Span> span(Tx tx, String tenant, String stream) {
    return tx.one(
        """
        select sequence as oldest, (select max(sequence) from journal newest
            where newest.tenant = oldest.tenant and newest.stream = oldest.stream) as newest
        from journal oldest where tenant = ? and stream = ? order by sequence limit 1
        """,
        row -> new Span(row.integer("oldest"), row.integer("newest")),
        tenant,
        stream);
  }

  /**
   * Reads, oldest first and one by one, the entries of this span and before them those needed to
   * rebuild the first of them; the first one read is whole.
   */
  public static void rebuild(
      Tx tx, String tenant, String stream, Span span, Consumer<Entry> consumer) {
    long whole = wholeUpTo(tx, tenant, stream, span.oldest());
    tx.each(
        SELECT + "and sequence between ? and ? order by sequence",
        row -> consumer.accept(entry(row)),
        tenant,
        stream,
        whole,
        span.newest());
  }

  /** The last whole entry up to and including {@code sequence}. */
  static long wholeUpTo(Tx tx, String tenant, String stream, long sequence) {
    return tx.number(
        """
        select coalesce(max(sequence), 0) from journal
        where tenant = ? and stream = ? and sequence <= ? and whole = ?
        """,
        tenant,
        stream,
        sequence,
        true);
  }

  /** The sequence of the last entry of a stream that was made no later than {@code time}. */
  public static Optional<Long> asOf(Tx tx, String tenant, String stream, Instant time) {
    return tx.one(
        """
        select sequence from journal
        where tenant = ? and stream = ? and at <= ? order by sequence desc limit 1
        """,
        row -> row.integer("sequence"),
        tenant,
        stream,
        Times.micros(time));
  }

  private static Entry entry(Row row) {
    return new Entry(
        row.text("stream"),
        row.integer("sequence"),
        row.text("operation"),
        row.text("actor"),
        row.text("request_id"),
        Times.ofMicros(row.integer("at")),
        row.text("state"),
        row.flag("whole"));
  }
}
