package io.thoth.memory.journal;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Appends to and reads the journal, inside the caller's transaction. Has no state of its own.
 *
 * <p>Only whole entries are in the index; those between them are found by the {@link Chain} that
 * leads back from each entry. What is read here are streams all of whose entries are whole.
 */
public final class Journal {
  static final String COLUMNS = "stream, sequence, operation, actor, request_id, at, state, whole";

  private static final String WHOLE =
      " from journal where tenant = ? and stream = ? and whole = 1 ";

  private Journal() {}

  /**
   * Writes a whole entry. The sequence must be the next one of its stream; the unique index refuses
   * a second entry with the same one.
   */
  public static void append(Tx tx, Caller caller, Change change) {
    if (!change.whole()) {
      throw new IllegalArgumentException(change.stream() + ": only a chain finds this entry again");
    }
    tx.send(
        """
        insert into journal (tenant, stream, sequence, operation, actor, request_id, at, state,
          whole)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        values(caller, change));
  }

  /** An entry in the order of the insert statements, then {@code more}. */
  static @Nullable Object[] values(Caller caller, Change change, @Nullable Object... more) {
    List<@Nullable Object> values = new ArrayList<>();
    Collections.addAll(
        values,
        caller.tenant(),
        change.stream(),
        change.sequence(),
        change.operation(),
        caller.actor(),
        caller.requestId(),
        Times.micros(change.at()),
        change.state(),
        change.whole());
    Collections.addAll(values, more);
    return values.toArray();
  }

  /** The entries of a stream later than {@code sequence}, oldest first. */
  public static List<Entry> after(Tx tx, String tenant, String stream, long sequence, int limit) {
    return tx.query(
        "select " + COLUMNS + WHOLE + "and sequence > ? order by sequence limit ?",
        Journal::entry,
        tenant,
        stream,
        sequence,
        limit);
  }

  /** From the oldest entry that is kept, which is whole, to the newest whole one. */
  public static Optional<Span> span(Tx tx, String tenant, String stream) {
    return tx.one(
        """
        select sequence as oldest, (select max(sequence) from journal newest
            where newest.tenant = oldest.tenant and newest.stream = oldest.stream
              and newest.whole = 1) as newest
        from journal oldest where tenant = ? and stream = ? and whole = 1
        order by sequence limit 1
        """,
        row -> new Span(row.integer("oldest"), row.integer("newest")),
        tenant,
        stream);
  }

  /** The sequence of the newest entry of a stream; 0 when it has none. */
  public static long newest(Tx tx, String tenant, String stream) {
    return tx.number("select coalesce(max(sequence), 0)" + WHOLE, tenant, stream);
  }

  /** The last whole entry up to and including {@code sequence}; 0 when there is none. */
  static long wholeUpTo(Tx tx, String tenant, String stream, long sequence) {
    return tx.number(
        "select coalesce(max(sequence), 0)" + WHOLE + "and sequence <= ?",
        tenant,
        stream,
        sequence);
  }

  static Entry entry(Row row) {
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
