package io.thoth.memory.json;

import io.thoth.memory.fault.Fault;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;

/**
 * Times on the outside: ISO-8601, UTC, six digits of fraction and {@code Z}. Inside and in tables a
 * time is a number of microseconds since 1970.
 */
public final class Times {
  private static final DateTimeFormatter MICROSECONDS =
      new DateTimeFormatterBuilder()
          .appendPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'")
          .toFormatter()
          .withZone(ZoneOffset.UTC);

  /** Years outside this range do not survive the round trip through four digits. */
  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

  private Times() {}

  /** The time now, cut to the microseconds that a table keeps. */
  public static Instant now() {
    return Instant.now().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * The time now, or the next microsecond after {@code earlier} when the clock has not moved on or
   * was set back: the times of one thing's versions grow strictly, so "as of" is never ambiguous.
   */
  public static Instant nowAfter(Instant earlier) {
    Instant now = now();
    return now.isAfter(earlier) ? now : earlier.plus(1, ChronoUnit.MICROS);
  }

  public static long micros(Instant time) {
    return Math.addExact(
        Math.multiplyExact(time.getEpochSecond(), 1_000_000L), time.getNano() / 1_000);
  }

  public static Instant ofMicros(long micros) {
    return Instant.ofEpochSecond(
        Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
  }

  public static String text(Instant time) {
    return MICROSECONDS.format(time);
  }

  /** A time as somebody wrote it; without an offset it is taken to be in {@code zone}. */
  public static Instant parse(String field, String text, ZoneId zone) {
    return moment(field, text, zone, LocalTime.MIN);
  }

  /** As {@link #parse}, but a date alone means the last microsecond of that day. */
  public static Instant parseEnd(String field, String text, ZoneId zone) {
    return moment(field, text, zone, LocalTime.of(23, 59, 59, 999_999_000));
  }

  private static Instant moment(String field, String text, ZoneId zone, LocalTime ofDate) {
    try {
      String iso = text.strip().replace(' ', 'T');
      Instant time = instant(iso, zone, ofDate).truncatedTo(ChronoUnit.MICROS);
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw Fault.invalid(field, "must be a time between the years 1 and 9999");
      }
      return time;
    } catch (DateTimeException e) {
      throw Fault.invalid(field, "must be an ISO-8601 time such as 2026-01-02T03:04:05Z");
    }
  }

  private static Instant instant(String iso, ZoneId zone, LocalTime ofDate) {
    if (!iso.contains("T")) {
      return LocalDate.parse(iso).atTime(ofDate).atZone(zone).toInstant();
    }
    int clock = iso.indexOf('T');
    boolean offset =
        iso.endsWith("Z") || iso.indexOf('+', clock) > 0 || iso.indexOf('-', clock) > 0;
    return offset
        ? OffsetDateTime.parse(iso).toInstant()
        : LocalDateTime.parse(iso).atZone(zone).toInstant();
  }
}
