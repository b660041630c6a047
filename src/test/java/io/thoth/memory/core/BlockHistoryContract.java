package io.thoth.memory.core;

import static io.thoth.memory.core.Asking.append;
import static io.thoth.memory.core.Asking.block;
import static io.thoth.memory.core.Asking.update;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Times;
import io.thoth.memory.support.FeatureContract;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What blocks were: history, differences and values as of a time. */
abstract class BlockHistoryContract extends FeatureContract {

  /** A block with {@code versions} versions whose value is the list of their numbers. */
  private Block written(int versions) {
    Block block = block(client, "notes", "1");
    for (int version = 2; version <= versions; version++) {
      block = client.ask(Blocks.APPEND, append(block, Integer.toString(version)));
    }
    return block;
  }

  private List<Long> history(
      Block block,
      @Nullable Long before,
      @Nullable Long after,
      @Nullable Integer limit,
      @Nullable String order) {
    Blocks.Past past = new Blocks.Past(block.id(), before, after, limit, order);
    return client.ask(Blocks.HISTORY, past).versions().stream().map(BlockVersion::version).toList();
  }

  @ParameterizedTest
  @CsvSource({
    ",,,,5 4 3 2 1",
    ",,2,,5 4",
    ",4,2,,3 2",
    ",4,,,3 2 1",
    "2,,2,,4 3",
    "2,,,,5 4 3",
    "2,5,,,4 3",
    "2,5,1,,4",
    ",,,asc,1 2 3 4 5",
    ",2,2,asc,3 4",
    "4,,2,asc,2 3",
    "4,2,,asc,3",
    ",1,,desc,''",
    ",9,,desc,5 4 3 2 1"
  })
  void aHistoryIsReadInPagesBothWays(
      @Nullable Long before,
      @Nullable Long after,
      @Nullable Integer limit,
      @Nullable String order,
      String expected) {
    Block block = written(5);

    List<Long> versions = history(block, before, after, limit, order);

    assertEquals(expected, String.join(" ", versions.stream().map(String::valueOf).toList()));
  }

  @Test
  void aVersionTellsWhatTheBlockWasAndWhoMadeItSo() {
    Block first = Asking.tagged(client, "notes", "a", "t");
    Block second = client.ask(Blocks.UPDATE, update(first, Asking.label("other")));

    List<BlockVersion> versions =
        client.ask(Blocks.HISTORY, new Blocks.Past(first.id(), null, null, null, "asc")).versions();

    assertEquals(List.of("create", "update"), versions.stream().map(v -> v.operation()).toList());
    BlockVersion was = versions.getFirst();
    assertEquals("notes", was.label());
    assertEquals("a", was.value());
    assertEquals(List.of("t"), was.tags());
    assertEquals(first.createdById(), was.actorId());
    assertTrue(was.requestId().startsWith("req-"));
    assertEquals(first.updatedAt(), was.at());
    assertEquals(second.updatedAt(), versions.getLast().at());
    assertEquals(
        versions.getLast(), client.ask(Blocks.VERSION, new Blocks.AtVersion(first.id(), 2L)));
  }

  @Test
  void aVersionThatIsNotThereIsNotFound() {
    Block block = written(2);

    client.refused(FaultKind.NOT_FOUND, Blocks.VERSION, new Blocks.AtVersion(block.id(), 3L));
    client.refused(FaultKind.NOT_FOUND, Blocks.VERSION, new Blocks.AtVersion(block.id(), 0L));
  }

  private String diff(Block block, @Nullable Long from, @Nullable Long to) {
    return client.ask(Blocks.DIFF, new Blocks.Compare(block.id(), from, to)).diff();
  }

  @Test
  void aDifferenceIsUnifiedAndByDefaultOfTheLastTwoVersions() {
    Block block = block(client, "notes", "a\nb");
    client.ask(Blocks.UPDATE, update(block, Asking.value("a\nc")));
    client.ask(Blocks.UPDATE, update(block, Asking.value("a\nc\nd")));

    assertEquals(
        "--- version 2\n+++ version 3\n@@ -1,2 +1,3 @@\n a\n c\n+d", diff(block, null, null));
    assertEquals(
        "--- version 1\n+++ version 2\n@@ -1,2 +1,2 @@\n a\n-b\n+c", diff(block, null, 2L));
    assertEquals(
        "--- version 3\n+++ version 1\n@@ -1,3 +1,2 @@\n a\n-c\n-d\n+b", diff(block, 3L, 1L));
    assertEquals("", diff(block, 2L, 2L));
  }

  @Test
  void aBlockIsReadAsOfATime() {
    Block first = written(1);
    Block second = client.ask(Blocks.UPDATE, update(first, Asking.label("other")));
    Block third = client.ask(Blocks.APPEND, append(first, "b"));

    for (Block then : List.of(first, second, third)) {
      assertEquals(then, asOf(first, then.updatedAt()), "at the moment itself");
      assertEquals(then, asOf(first, then.updatedAt().plusNanos(900)), "before the next moment");
    }
    assertEquals(second, asOf(first, third.updatedAt().minusNanos(1_000)));
    assertEquals(third, asOf(first, Instant.parse("9999-01-01T00:00:00Z")));
  }

  private Block asOf(Block block, Instant time) {
    return client.ask(Blocks.READ, new Blocks.Read(block.id(), null, null, time));
  }

  @Test
  void aBlockIsNotThereBeforeItWasMadeNorAfterItWasDeleted() {
    Block block = written(2);
    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

    Instant before = block.createdAt().minusNanos(1_000);
    refusedAsOf(block, before);
    refusedAsOf(block, Instant.parse("9999-01-01T00:00:00Z"));
    assertEquals(block, asOf(block, block.updatedAt()));
    assertEquals(List.of(3L, 2L, 1L), history(block, null, null, null, null));
    assertEquals(2, diff(block, 1L, 2L).lines().filter(line -> line.startsWith("+")).count());
  }

  private void refusedAsOf(Block block, Instant time) {
    Blocks.Read read = new Blocks.Read(block.id(), null, null, time);
    Fault fault = client.refused(FaultKind.NOT_FOUND, Blocks.READ, read);
    assertTrue(fault.getMessage().contains("did not exist"), fault.getMessage());
  }

  @Test
  void theDeletionIsLaterThanEveryVersionEvenWhenTheClockIsNot() {
    Block block = written(1);
    Instant ahead = Instant.parse("2999-01-01T00:00:00Z");
    sql.write(
        "test.ahead",
        tx ->
            tx.update(
                "update block set updated_at = ? where id = ?", Times.micros(ahead), block.id()));

    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

    BlockVersion deleted = client.ask(Blocks.VERSION, new Blocks.AtVersion(block.id(), 2L));
    assertEquals("delete", deleted.operation());
    assertTrue(deleted.at().isAfter(ahead));
  }

  @Test
  void aHistoryOfNothingIsNotFoundButAPageBehindItsEndIsEmpty() {
    Block block = written(2);
    String missing = "block-00000000-0000-4000-8000-000000000000";

    List<Long> behind = history(block, null, 1L, null, null);

    assertEquals(List.of(), behind);
    Blocks.Past past = new Blocks.Past(missing, null, null, null, null);
    client.refused(FaultKind.NOT_FOUND, Blocks.HISTORY, past);
    client.refused(FaultKind.NOT_FOUND, Blocks.DIFF, new Blocks.Compare(missing, null, null));
  }

  @Test
  void aDifferenceOfLongAndUnlikeValuesIsFoundAtOnce() {
    Block block = block(client, "notes", numbered("old ", 9_000));
    client.ask(Blocks.UPDATE, update(block, Asking.value(numbered("new ", 9_000))));

    List<String> lines = diff(block, null, null).lines().toList();

    assertEquals(18_003, lines.size());
    assertEquals("@@ -1,9000 +1,9000 @@", lines.get(2));
    assertEquals("-old 1", lines.get(3));
    assertEquals("+new 9000", lines.getLast());
  }

  private static String numbered(String word, int lines) {
    return IntStream.rangeClosed(1, lines)
        .mapToObj(number -> word + number)
        .collect(Collectors.joining("\n"));
  }

  @Test
  void aPageOfVeryLongValuesIsShortButNothingIsLeftOut() {
    Block block = block(client, "notes", "1");
    client.ask(Blocks.UPDATE, update(block, Asking.limit(10_000_000)));
    for (int version = 3; version <= 5; version++) {
      String value = Integer.toString(version).repeat(8_000_000);
      client.ask(Blocks.UPDATE, update(block, Asking.value(value)));
    }

    assertEquals(List.of(5L, 4L), history(block, null, null, null, null));
    assertEquals(List.of(3L, 2L, 1L), history(block, null, 4L, null, null));
    assertEquals(List.of(2L, 3L, 4L, 5L), history(block, null, 1L, null, "asc"));
    assertEquals(List.of(5L, 4L, 3L), history(block, 2L, null, null, null));
  }

  @Test
  void everyVersionOfALongHistoryIsKeptAsItWas() {
    Block block = block(client, "notes", "0");
    List<String> values = new ArrayList<>(List.of("0"));
    for (int version = 2; version <= 100; version++) {
      String value = values.getLast() + " " + "word ".repeat(version % 7 * 20) + version;
      values.add(value);
      client.ask(Blocks.UPDATE, update(block, Asking.value(value)));
    }

    List<BlockVersion> read = new ArrayList<>();
    Blocks.Past page = new Blocks.Past(block.id(), null, null, 30, "asc");
    List<BlockVersion> versions = client.ask(Blocks.HISTORY, page).versions();
    while (!versions.isEmpty()) {
      read.addAll(versions);
      long last = read.getLast().version();
      page = new Blocks.Past(block.id(), null, last, 30, "asc");
      versions = client.ask(Blocks.HISTORY, page).versions();
    }

    assertEquals(values, read.stream().map(BlockVersion::value).toList());
  }
}
