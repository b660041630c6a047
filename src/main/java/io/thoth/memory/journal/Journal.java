package io.thoth.memory.journal;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Appends to and reads the journal, inside the caller's transaction. Has no state of its own. */
public final class Journal {
  private Journal() {}

  /**
   * Writes one entry. The sequence must be the next one of its stream; the unique index refuses a
   * second entry with the same one.
   */
  public static void append(Tx tx, Caller caller, Change change) {
    tx.update(
        """
        insert into journal (tenant, stream, sequence, operation, actor, request_id, at, state)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        change.stream(),
        change.sequence(),
        change.operation(),
        caller.actor(),
        caller.requestId(),
        Times.micros(change.at()),
        change.state());
  }

  /** The entries of a stream later than {@code sequence}, oldest first. */
  public static List<Entry> after(Tx tx, String tenant, String stream, long sequence, int limit) {
    return tx.query(
        """
        select stream, sequence, operation, actor, request_id, at, state from journal
        where tenant = ? and stream = ? and sequence > ? order by sequence limit ?
        """,
        Journal::entry,
        tenant,
        stream,
        sequence,
        limit);
  }

  /** The entries of a stream earlier than {@code sequence}, newest first. */
  public static List<Entry> before(Tx tx, String tenant, String stream, long sequence, int limit) {
    return tx.query(
        """
        select stream, sequence, operation, actor, request_id, at, state from journal
        where tenant = ? and stream = ? and sequence < ? order by sequence desc limit ?
        """,
        Journal::entry,
        tenant,
        stream,
        sequence,
        limit);
  }

  public static Optional<Entry> at(Tx tx, String tenant, String stream, long sequence) {
    return tx.one(
        """
        select stream, sequence, operation, actor, request_id, at, state from journal
        where tenant = ? and stream = ? and sequence = ?
        """,
        Journal::entry,
        tenant,
        stream,
        sequence);
  }

  /** The last entry of a stream that was made no later than {@code time}. */
  public static Optional<Entry> asOf(Tx tx, String tenant, String stream, Instant time) {
    return tx.one(
        """
        select stream, sequence, operation, actor, request_id, at, state from journal
        where tenant = ? and stream = ? and at <= ? order by sequence desc limit 1
        """,
        Journal::entry,
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
        row.text("state"));
  }
}
