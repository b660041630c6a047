package io.thoth.memory.journal;

import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Removes what need not be kept any more: few rows at a time, each time in a transaction of its own
 * that shares its commit with the writes that wait, so that nobody is held up. Several nodes may do
 * this at the same time. Not thread-safe.
 */
public final class Pruning {
  private static final int STREAMS = 200;
  private static final int ROWS = 100;

  private final Sql sql;
  private final JournalConfig config;
  private final Clock clock;

  public Pruning(Sql sql, JournalConfig config, Clock clock) {
    this.sql = sql;
    this.config = config;
    this.clock = clock;
  }

  private record Stream(String tenant, String id, Span kept) {}

  /** Goes once through everything, or until the thread is interrupted; answers the rows removed. */
  public long run() {
    return answers() + entries();
  }

  private long answers() {
    long before = Times.micros(clock.instant().minus(Duration.ofHours(config.idempotencyHours())));
    long all = 0;
    int removed = ROWS;
    while (removed == ROWS && !Thread.currentThread().isInterrupted()) {
      removed = sql.write("journal.answers", tx -> forget(tx, before));
      all += removed;
    }
    return all;
  }

  private static int forget(Tx tx, long before) {
    return tx.update(
        """
        delete from request where (tenant, key) in
          (select tenant, key from request where at < ? order by at limit ?)
        """,
        before,
        ROWS);
  }

  private long entries() {
    long all = 0;
    if (config.keepVersions() == 0 && config.keepDays() == 0) {
      return all;
    }
    List<Stream> page = page("", "");
    while (!page.isEmpty() && !Thread.currentThread().isInterrupted()) {
      for (Stream stream : page) {
        all += prune(stream);
      }
      page = page(page.getLast().tenant(), page.getLast().id());
    }
    return all;
  }

  private List<Stream> page(String tenant, String stream) {
    return sql.read(
        "journal.streams",
        tx ->
            tx.query(
                """
                select tenant, stream, min(sequence) as oldest, max(sequence) as newest
                from journal where whole = 1 and (tenant, stream) > (?, ?)
                group by tenant, stream order by tenant, stream limit ?
                """,
                row ->
                    new Stream(
                        row.text("tenant"),
                        row.text("stream"),
                        new Span(row.integer("oldest"), row.integer("newest"))),
                tenant,
                stream,
                STREAMS));
  }

  private long prune(Stream stream) {
    long keep = sql.read("journal.keep", tx -> oldestToKeep(tx, stream));
    long all = 0;
    long oldest = stream.kept().oldest();
    while (oldest < keep && !Thread.currentThread().isInterrupted()) {
      long end = Math.min(keep, oldest + ROWS);
      all += sql.write("journal.prune", tx -> remove(tx, stream, end));
      oldest = end;
    }
    return all;
  }

  /** Those before {@code end}, or before the last whole one up to there. */
  private static int remove(Tx tx, Stream stream, long end) {
    long whole = Journal.wholeUpTo(tx, stream.tenant(), stream.id(), end);
    return Chain.removeBefore(tx, stream.tenant(), stream.id(), whole);
  }

  /** Whole, so that all that are kept can be rebuilt. */
  private long oldestToKeep(Tx tx, Stream stream) {
    Span kept = stream.kept();
    long wanted = kept.oldest();
    if (config.keepVersions() > 0) {
      wanted = kept.last(config.keepVersions()).oldest();
    }
    if (config.keepDays() > 0) {
      wanted = Math.max(wanted, firstWithin(tx, stream, Duration.ofDays(config.keepDays())));
    }
    if (wanted == kept.oldest()) {
      return wanted;
    }
    // An answer may be given again as long as its key is known, and may lie here.
    long repeatable = firstWithin(tx, stream, Duration.ofHours(config.idempotencyHours()));
    return Journal.wholeUpTo(tx, stream.tenant(), stream.id(), Math.min(wanted, repeatable));
  }

  /** The last whole entry with which all that are younger than this can be kept. */
  private long firstWithin(Tx tx, Stream stream, Duration age) {
    long start = Times.micros(clock.instant().minus(age));
    return tx.one(
            """
            select w.sequence, p.at as before from journal w
            left join journal p on p.position = w.previous and p.whole = 0
            where w.tenant = ? and w.stream = ? and w.whole = 1 and w.at >= ?
            order by w.sequence limit 1
            """,
            row ->
                row.isNull("before") || row.integer("before") < start
                    ? row.integer("sequence")
                    : row.integer("sequence") - 1,
            stream.tenant(),
            stream.id(),
            start)
        .orElse(stream.kept().newest());
  }
}
