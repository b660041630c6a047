package io.thoth.memory.core;

import static io.thoth.memory.core.Asking.block;
import static io.thoth.memory.core.Asking.tagged;
import static io.thoth.memory.core.Asking.update;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of blocks: filters and pages. */
abstract class BlockListContract extends FeatureContract {

  private static Blocks.Browse browse(Object... filters) {
    return Given.record(Blocks.Browse.class, filters);
  }

  private List<String> values(Object... filters) {
    return client.ask(Blocks.LIST, browse(filters)).blocks().stream().map(Block::value).toList();
  }

  @Test
  void blocksAreListedOldestFirst() {
    block(client, "notes", "one");
    block(client, "human", "two");
    block(client, "notes", "three");

    assertEquals(List.of("one", "two", "three"), values());
    assertEquals(List.of("one", "three"), values("label", "notes"));
    assertEquals(List.of("three", "two", "one"), values("order", "desc"));
    assertEquals(3, client.ask(Blocks.COUNT, new Blocks.Everything()).count());
  }

  @Test
  void theOrderMayBeThatOfTheLastChange() {
    Block first = block(client, "notes", "one");
    block(client, "notes", "two");
    client.ask(Blocks.UPDATE, update(first, Asking.value("changed")));

    assertEquals(List.of("two", "changed"), values("order_by", "updated_at"));
    client.refused(FaultKind.INVALID, Blocks.LIST, browse("order_by", "name"));
    client.refused(FaultKind.INVALID, Blocks.LIST, browse("order", "up"));
  }

  @Test
  void tagsFilterByAnyOrAll() {
    tagged(client, "notes", "a", "x", "y");
    tagged(client, "notes", "b", "y", "z");
    block(client, "notes", "c");

    assertEquals(List.of("a", "b"), values("tags", List.of("x", "z")));
    assertEquals(List.of("a"), values("tags", List.of("x", "y", "x"), "match_all_tags", true));
    assertEquals(List.of(), values("tags", List.of("x", "z"), "match_all_tags", true));
    assertEquals(3, values("tags", List.of()).size());
  }

  @Test
  void aBlockIsFoundByTheTagsItHasNow() {
    Block block = tagged(client, "notes", "a", "old");
    client.ask(Blocks.UPDATE, update(block, Asking.tags("new", "new", "a tag")));

    assertEquals(List.of(), values("tags", List.of("old")));
    assertEquals(List.of("a"), values("tags", List.of("a tag")));
    assertEquals(List.of("a tag", "new"), Asking.now(client, block).tags());
  }

  @ParameterizedTest
  @ValueSource(strings = {"100%", "A_b", "\\", "'", "ß?"})
  void searchesTakeTheirTextsLiterallyAndIgnoreCase(String part) {
    block(client, "notes", "is 100% a_B \\ and 'ß?'");
    block(client, "notes", "is 1000 aXb / and \"s?\"");

    assertEquals(1, values("value_search", part).size());
  }

  @Test
  void labelsAndDescriptionsAreSearchedToo() {
    Block block = block(client, "Project/notes", "one");
    client.ask(Blocks.UPDATE, update(block, Asking.description("What is planned")));
    block(client, "human", "two");

    assertEquals(List.of("one"), values("label_search", "PROJECT"));
    assertEquals(List.of("one"), values("description_search", "planned"));
    assertEquals(List.of("two"), values("label", "human", "label_search", "project"));
  }

  @Test
  void templatesAndHiddenBlocksAreLeftOutUntilAskedFor() {
    block(client, "notes", "plain");
    client.ask(Blocks.CREATE, new Blocks.Create(special("template", true, null)));
    client.ask(Blocks.CREATE, new Blocks.Create(special("hidden", false, true)));
    client.ask(Blocks.CREATE, new Blocks.Create(special("shown", false, false)));

    assertEquals(List.of("plain", "shown"), values());
    assertEquals(List.of("template"), values("templates_only", true));
    assertEquals(List.of("plain", "hidden", "shown"), values("show_hidden_blocks", true));
    assertEquals(4, client.ask(Blocks.COUNT, new Blocks.Everything()).count());
  }

  private static NewBlock special(String value, boolean template, @Nullable Boolean hidden) {
    return new NewBlock(
        "notes", value, null, null, null, null, null, template, hidden, null, null, null, null,
        null, null, null);
  }

  /** Seven blocks made at the very same time, by id. */
  private List<String> alike() {
    TreeSet<String> ids = new TreeSet<>();
    IntStream.range(0, 7).forEach(n -> ids.add(block(client, "notes", "v" + n).id()));
    sql.write(
        "test.alike",
        tx -> tx.update("update block set created_at = 1 where tenant = ?", client.tenant()));
    return List.copyOf(ids);
  }

  private List<String> ids(Object... filters) {
    return client.ask(Blocks.LIST, browse(filters)).blocks().stream().map(Block::id).toList();
  }

  @ParameterizedTest
  @CsvSource({"asc,after", "asc,before", "desc,after", "desc,before"})
  void pagesMeetWithoutGapOrRepetitionEvenBetweenEqualTimes(String order, String cursor) {
    List<String> ids = alike();
    List<String> expected = order.equals("asc") ? ids : ids.reversed();
    boolean forwards = cursor.equals("after");
    String start = forwards ? expected.getFirst() : expected.getLast();

    List<String> read = new ArrayList<>(List.of(start));
    List<String> next = ids("limit", 2, "order", order, cursor, start);
    while (!next.isEmpty()) {
      read.addAll(forwards ? read.size() : 0, next);
      String end = forwards ? read.getLast() : read.getFirst();
      next = ids("limit", 2, "order", order, cursor, end);
    }

    assertEquals(expected, read);
  }

  @Test
  void bothCursorsTogetherEncloseAPage() {
    List<String> ids = alike();

    List<String> between = ids("after", ids.get(1), "before", ids.get(5), "limit", 2);

    assertEquals(ids.subList(2, 4), between);
  }

  @Test
  void aCursorNeedNotPassTheFilter() {
    Block other = block(client, "other", "a");
    block(client, "notes", "b");

    assertEquals(List.of("b"), values("label", "notes", "after", other.id()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 10_001})
  void aPageOfAnImpossibleSizeIsRefused(int limit) {
    client.refused(FaultKind.INVALID, Blocks.LIST, browse("limit", limit));
  }

  @Test
  void anUnknownCursorIsNotFound() {
    String missing = "block-00000000-0000-4000-8000-000000000000";

    client.refused(FaultKind.NOT_FOUND, Blocks.LIST, browse("after", missing));
  }
}
