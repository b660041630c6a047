package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
  private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

  private static Optional<Duration> read(Map<String, List<String>> headers) {
    return RetryAfter.of(HttpHeaders.of(headers, (_, _) -> true), NOW);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0                             | 0",
        "7                             | 7",
        "300                           | 300",
        "301                           | 300",
        "2147483648                    | 300",
        "99999999999999999999          | 300",
        "Wed, 25 Nov 2026 10:00:42 GMT | 42",
        "Wed, 25 Nov 2026 12:00:00 GMT | 300",
        "Wed, 25 Nov 2026 09:00:00 GMT | 0"
      })
  void secondsAndTimesAreRead(String told, long seconds) {
    assertEquals(
        Optional.of(Duration.ofSeconds(seconds)), read(Map.of("Retry-After", List.of(told))));
  }

  @Test
  void aTimeCountsFromTheServersOwnClock() {
    Map<String, List<String>> headers =
        Map.of(
            "Retry-After", List.of("Wed, 25 Nov 2026 11:00:42 GMT"),
            "Date", List.of("Wed, 25 Nov 2026 11:00:00 GMT"));

    assertEquals(Optional.of(Duration.ofSeconds(42)), read(headers));
  }

  @ParameterizedTest
  @CsvSource({"soon", "-1", "1.5", "''", "25 Nov"})
  void whatCannotBeReadIsNotWaitedFor(String told) {
    assertEquals(Optional.empty(), read(Map.of("Retry-After", List.of(told))));
  }

  @Test
  void whatIsNotToldIsNotWaitedFor() {
    assertEquals(Optional.empty(), read(Map.of()));
  }
}
