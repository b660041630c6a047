package io.thoth.memory.letta;

import java.net.http.HttpHeaders;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * How long an answer asks to be left alone, in either form of {@code Retry-After} (RFC 9110,
 * section 10.2.3): seconds, or a time.
 */
final class RetryAfter {
  /** Nobody is waited for longer than that at once, whatever is asked for. */
  static final Duration LONGEST = Duration.ofMinutes(5);

  private RetryAfter() {}

  /** From zero to {@link #LONGEST}; empty when the answer says nothing that can be read. */
  static Optional<Duration> of(HttpHeaders headers, Instant now) {
    Optional<String> told = headers.firstValue("Retry-After").map(String::strip);
    if (told.isPresent() && told.get().matches("[0-9]+")) {
      return Optional.of(seconds(told.get()));
    }
    // What counts is the server's own clock, which may differ from ours.
    Instant there = headers.firstValue("Date").flatMap(RetryAfter::time).orElse(now);
    return told.flatMap(RetryAfter::time).map(until -> bounded(Duration.between(there, until)));
  }

  private static Duration seconds(String digits) {
    boolean many = digits.length() > String.valueOf(Integer.MAX_VALUE).length() - 1;
    return many ? LONGEST : bounded(Duration.ofSeconds(Integer.parseInt(digits)));
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Duration bounded(Duration told) {
    if (told.isNegative()) {
      return Duration.ZERO;
    }
    return told.compareTo(LONGEST) > 0 ? LONGEST : told;
  }
}
