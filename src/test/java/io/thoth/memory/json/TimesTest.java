package io.thoth.memory.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How times are written, and which of the ways people write them are understood. */
class TimesTest {
  private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05Z,           2026-01-02T03:04:05.000000Z",
    "2026-01-02T03:04:05.1Z,         2026-01-02T03:04:05.100000Z",
    "2026-01-02T03:04:05.123456Z,    2026-01-02T03:04:05.123456Z",
    "2026-01-02T03:04:05.123456789Z, 2026-01-02T03:04:05.123456Z",
    "2026-01-02T03:04:05+02:00,      2026-01-02T01:04:05.000000Z",
    "2026-01-02T03:04:05-05:30,      2026-01-02T08:34:05.000000Z",
    "2026-01-02T03:04:05.5+00:00,    2026-01-02T03:04:05.500000Z",
    "2026-01-02T03:04Z,              2026-01-02T03:04:00.000000Z",
    "2026-01-02T03:04:05,            2026-01-02T03:04:05.000000Z",
    "2026-01-02 03:04:05,            2026-01-02T03:04:05.000000Z",
    "2026-01-02 03:04:05+01:00,      2026-01-02T02:04:05.000000Z",
    "2026-01-02,                     2026-01-02T00:00:00.000000Z",
    "0001-01-01T00:00:00Z,           0001-01-01T00:00:00.000000Z",
    "9999-12-31T23:59:59.999999Z,    9999-12-31T23:59:59.999999Z",
    "1969-12-31T23:59:59.999999Z,    1969-12-31T23:59:59.999999Z",
    "2024-02-29,                     2024-02-29T00:00:00.000000Z"
  })
  void isReadAndWrittenInUtcWithMicroseconds(String written, String expected) {
    assertEquals(expected, Times.text(Times.parse("at", written, ZoneOffset.UTC)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02T03:04:05,      2026-01-02T02:04:05.000000Z",
    "2026-07-02T03:04:05,      2026-07-02T01:04:05.000000Z",
    "2026-07-02,               2026-07-01T22:00:00.000000Z",
    "2026-07-02T03:04:05Z,     2026-07-02T03:04:05.000000Z",
    "2026-07-02T03:04:05+09:00, 2026-07-01T18:04:05.000000Z"
  })
  void withoutAnOffsetIsInTheZoneGiven(String written, String expected) {
    assertEquals(expected, Times.text(Times.parse("at", written, ZURICH)));
  }

  @ParameterizedTest
  @CsvSource({
    "2026-01-02,           2026-01-02T22:59:59.999999Z",
    "2026-01-02T03:04:05,  2026-01-02T02:04:05.000000Z",
    "2026-01-02T03:04:05Z, 2026-01-02T03:04:05.000000Z",
    "2026-03-29,           2026-03-29T21:59:59.999999Z"
  })
  void aDateAsAnEndIsThatWholeDay(String written, String expected) {
    assertEquals(expected, Times.text(Times.parseEnd("until", written, ZURICH)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "noon",
        "now",
        "2026",
        "2026-01",
        "2026-1-2",
        "2026-02-30",
        "2023-02-29",
        "2026-13-01",
        "2026-01-02T",
        "2026-01-02T25:00:00Z",
        "2026-01-02T03:60:00Z",
        "2026-01-02T03:04:05+99:00",
        "2026-01-02T03:04:05 Z",
        "2026-01-02T03:04:05ZZ",
        "2026-01-02T03:04:05[Europe/Zurich]",
        "1700000000",
        "1e9",
        "٢٠٢٦-٠١-٠٢",
        "2026-01-02\0",
        "02.01.2026",
        "2026/01/02",
        "P1D",
        "Z",
        "T",
        "+",
        "-",
        "2026-W01-1"
      })
  void whatIsNoTimeIsRefusedNamingTheField(String written) {
    Fault fault =
        assertThrows(Fault.class, () -> Times.parse("start_time", written, ZoneOffset.UTC));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals(
        "start_time: must be an ISO-8601 time such as 2026-01-02T03:04:05Z", fault.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0000-12-31",
        "-0044-03-15T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "9999-12-31T23:59:59-01:00",
        "+999999999-12-31T23:59:59Z"
      })
  void timesThatFourDigitsCannotHoldAreRefused(String written) {
    Fault fault = assertThrows(Fault.class, () -> Times.parse("at", written, ZoneOffset.UTC));

    assertEquals(FaultKind.INVALID, fault.kind());
    assertEquals("at: ", fault.getMessage().substring(0, 4));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1970-01-01T00:00:00Z",
        "1969-12-31T23:59:59.999999Z",
        "0001-01-01T00:00:00.000001Z",
        "9999-12-31T23:59:59.999999Z",
        "2026-01-02T03:04:05.123456Z"
      })
  void microsecondsMakeTheRoundTrip(String written) {
    Instant time = Instant.parse(written);

    assertEquals(time, Times.ofMicros(Times.micros(time)));
  }

  @Test
  void microsecondsCountFrom1970() {
    assertEquals(1_500_000, Times.micros(Instant.parse("1970-01-01T00:00:01.5Z")));
    assertEquals(-1, Times.micros(Instant.parse("1969-12-31T23:59:59.999999Z")));
  }

  @Test
  void nowHasNothingFinerThanMicroseconds() {
    assertEquals(0, Times.now().get(ChronoField.NANO_OF_SECOND) % 1_000);
  }
}
