package io.thoth.memory.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.support.FeatureContract;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is kept of the journal, and for how long. */
abstract class PruningContract extends FeatureContract {
  private static final Instant DAY_ZERO = Instant.parse("2026-01-01T00:00:00Z");
  private static final int HOUR = 1;
  private static final Instant MUCH_LATER = DAY_ZERO.plus(Duration.ofDays(9_999));

  private Chain.@Nullable Head head;

  /** Entries 1 to {@code count}, one a day from day one, whole where {@code whole} says so. */
  private void write(String stream, int count, LongPredicate whole) {
    Caller caller = Caller.node(client.tenant(), "test");
    sql.write(
        "test.entries",
        tx -> {
          Chain.Place last = null;
          for (int day = 1; day <= count; day++) {
            Instant at = DAY_ZERO.plus(Duration.ofDays(day));
            boolean complete = day == 1 || whole.test(day);
            last = Chain.Place.after(tx, last);
            Chain.append(tx, caller, new Change(stream, day, "test", at, "{}", complete), last);
          }
          head = new Chain.Head(count, Objects.requireNonNull(last).position());
          return count;
        });
  }

  /** The sequences that are found again, all the way back from the head written last. */
  private List<Long> found(String stream, Span span) {
    List<Long> sequences = new ArrayList<>();
    sql.read(
        "test.rebuild",
        tx -> {
          Chain.rebuild(
              tx, client.tenant(), stream, head, span, entry -> sequences.add(entry.sequence()));
          return span;
        });
    return sequences;
  }

  private long rows(String stream) {
    String count = "select count(*) from journal where tenant = ? and stream = ?";
    return sql.read("test.rows", tx -> tx.number(count, client.tenant(), stream));
  }

  private static List<Long> sequences(long from, long to) {
    return LongStream.rangeClosed(from, to).boxed().toList();
  }

  private long prune(int keepVersions, int keepDays, int idempotencyHours, Instant now) {
    JournalConfig config = new JournalConfig(keepVersions, keepDays, idempotencyHours);
    return new Pruning(sql, config, Clock.fixed(now, ZoneOffset.UTC)).run();
  }

  private Optional<Span> kept(String stream) {
    return sql.read("test.kept", tx -> Journal.span(tx, client.tenant(), stream));
  }

  @ParameterizedTest(name = "{0} versions and {1} days on day {2}: entries from {3}")
  @CsvSource({
    "0,0,10,1",
    "3,0,10,8",
    "1,0,10,10",
    "10,0,10,1",
    "11,0,10,1", //
    "0,2,10,8",
    "0,9,10,1",
    "0,1,99,10",
    "3,5,10,8",
    "5,2,10,8",
    "1,9,10,10"
  })
  void entriesAreKeptByNumberAndAgeAndTheNewestAlways(
      int versions, int days, int today, long oldest) {
    write("stream", 10, _ -> true);

    long removed = prune(versions, days, HOUR, DAY_ZERO.plus(Duration.ofDays(today)));

    assertEquals(new Span(oldest, 10), kept("stream").orElseThrow());
    assertTrue(removed >= oldest - 1);
  }

  @ParameterizedTest
  @CsvSource({"1,0", "0,1"})
  void whatWasDoneByRequestsThatMayBeRepeatedIsKept(int versions, int days) {
    write("stream", 10, _ -> true);

    prune(versions, days, 48, DAY_ZERO.plus(Duration.ofDays(10)));

    assertEquals(new Span(8, 10), kept("stream").orElseThrow());
  }

  /** Counted back from the newest whole entry, so a few more may be kept than was asked for. */
  @ParameterizedTest(name = "{0} versions: entries from {1}")
  @CsvSource({"8,1", "6,1", "5,5", "4,5", "3,5", "2,5", "1,9"})
  void whatIsKeptCanBeRebuilt(int versions, long oldest) {
    write("stream", 10, day -> day % 4 == 1);

    prune(versions, 0, HOUR, MUCH_LATER);

    assertEquals(oldest, kept("stream").orElseThrow().oldest());
    assertEquals(sequences(oldest, 10), found("stream", new Span(oldest, 10)));
    assertEquals(11 - oldest, rows("stream"), "what is not found again is not left behind");
    assertEquals(List.of(9L, 10L), found("stream", new Span(10, 10)));
  }

  @ParameterizedTest(name = "{0} days on day 10: entries from {1}")
  @CsvSource({"1,9", "2,5", "3,5", "5,5", "6,1", "7,1"})
  void noDifferenceYoungerThanAskedForIsLost(int days, long oldest) {
    write("stream", 10, day -> day % 4 == 1);

    prune(0, days, HOUR, DAY_ZERO.plus(Duration.ofDays(10)));

    assertEquals(sequences(oldest, 10), found("stream", new Span(oldest, 10)));
    assertEquals(11 - oldest, rows("stream"));
  }

  @Test
  void longChainsArePrunedToTheirEnds() {
    write("stream", 1_000, day -> day % 32 == 0);

    long removed = prune(100, 0, HOUR, MUCH_LATER);

    assertEquals(sequences(864, 1_000), found("stream", new Span(864, 1_000)));
    assertEquals(863, removed);
    assertEquals(137, rows("stream"));
    assertEquals(0, prune(100, 0, HOUR, MUCH_LATER), "there is nothing left to do");
  }

  @Test
  void longAndManyStreamsArePrunedToTheirEnds() {
    write("long", 950, _ -> true);
    IntStream.range(0, 450).forEach(number -> write("short " + number, 2, _ -> true));

    prune(1, 0, HOUR, MUCH_LATER);

    assertEquals(new Span(950, 950), kept("long").orElseThrow());
    for (int number = 0; number < 450; number++) {
      assertEquals(new Span(2, 2), kept("short " + number).orElseThrow());
    }
    assertEquals(0, prune(1, 0, HOUR, MUCH_LATER), "there is nothing left to do");
  }

  @Test
  void organisationsWithTheSameStreamAreCountedApart() {
    write("stream", 4, _ -> true);
    meetNobody();
    write("stream", 2, _ -> true);

    prune(3, 0, HOUR, MUCH_LATER);

    assertEquals(new Span(1, 2), kept("stream").orElseThrow());
  }

  @Test
  void anAnswerIsForgottenWhenItsTimeIsOver() {
    Block block = Asking.block(client, "notes", "a");
    Blocks.Append append = Asking.append(block, "b");
    client.ask(Blocks.APPEND, append, "key");
    Instant now = Instant.now();

    prune(0, 0, 2, now.plus(Duration.ofMinutes(119)));
    assertTrue(client.ask(Blocks.APPEND, append, "key").replayed());
    prune(0, 0, 2, now.plus(Duration.ofMinutes(121)));

    assertFalse(client.ask(Blocks.APPEND, append, "key").replayed());
    assertEquals("a\nb\nb", Asking.now(client, block).value());
  }

  @Test
  void manyAnswersAreForgottenInOneGo() {
    Block block = Asking.block(client, "notes", "");
    for (int number = 0; number < 250; number++) {
      client.ask(Blocks.APPEND, Asking.append(block, "x"), "key " + number);
    }

    prune(0, 0, 1, Instant.now().plus(Duration.ofHours(2)));

    String count = "select count(*) from request where tenant = ?";
    long left = sql.read("test.count", tx -> tx.number(count, client.tenant()));
    assertEquals(0, left);
  }
}
