package io.thoth.memory.archival;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/** Times as an agent reads them: in its timezone, with the offset. */
final class LocalTimes {
  private static final DateTimeFormatter SECONDS =
      new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd'T'HH:mm:ssxxx").toFormatter();
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder().appendPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSSxxx").toFormatter();

  private LocalTimes() {}

  /** ISO-8601 with an offset; microseconds are shown when there are any. */
  static String text(Instant time, ZoneId zone) {
    boolean whole = time.equals(time.truncatedTo(ChronoUnit.SECONDS));
    return (whole ? SECONDS : MICROSECONDS).format(time.atZone(zone));
  }
}
