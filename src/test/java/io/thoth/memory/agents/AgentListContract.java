package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Asking;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists of agents and of tags: filters and pages. */
abstract class AgentListContract extends AgentFixture {

  @Test
  void agentsAreListedNewestFirst() {
    AgentState ada = agent("name", "Ada");
    agent("name", "Bob");
    agent("name", "Ada Two");
    update(ada, "system", "x");

    assertEquals(List.of("Ada Two", "Bob", "Ada"), names());
    assertEquals(List.of("Ada", "Bob", "Ada Two"), names("order", "asc"));
    assertEquals(List.of("Ada", "Bob", "Ada Two"), names("ascending", true));
    assertEquals(List.of("Ada", "Ada Two", "Bob"), names("order_by", "updated_at"));
    assertEquals(List.of("Ada"), names("name", "Ada"));
    assertEquals(List.of("Ada Two", "Ada"), names("query_text", "aDA"));
    client.refused(FaultKind.INVALID, Agents.LIST, browse("order_by", "name"));
  }

  @Test
  void agentsAreCountedByTheSameFilters() {
    agent("name", "Ada", "tags", List.of("t"));
    agent("name", "Bob");
    agent("name", "Eve", "hidden", true, "tags", List.of("t"));

    assertEquals(2, count());
    assertEquals(1, count("tags", List.of("t")));
    assertEquals(2, count("tags", List.of("t"), "show_hidden_agents", true));
  }

  private long count(Object... filters) {
    return client.ask(Agents.COUNT, browse(filters)).count();
  }

  @Test
  void hiddenAgentsAreLeftOutUntilAskedFor() {
    agent("name", "Ada");
    agent("name", "Bob", "hidden", true);
    agent("name", "Eve", "tags", List.of("role:subagent"));

    assertEquals(List.of("Ada"), names());
    assertEquals(List.of("Eve", "Bob", "Ada"), names("show_hidden_agents", true));
  }

  @Test
  void tagsFilterByAnyOrAllAndAsTheyAreNow() {
    AgentState ada = agent("name", "Ada", "tags", List.of("x", "y"));
    agent("name", "Bob", "tags", List.of("y", "z"));

    assertEquals(List.of("Bob", "Ada"), names("tags", List.of("x", "z")));
    assertEquals(List.of("Ada"), names("tags", List.of("y", "x"), "match_all_tags", true));
    update(ada, "tags", List.of("z"));
    assertEquals(List.of(), names("tags", List.of("x")));
    assertEquals(List.of("Bob", "Ada"), names("tags", List.of("z", "z"), "match_all_tags", true));
  }

  @Test
  void filtersForWhatThisServiceDoesNotHaveFindNothing() {
    agent("name", "Ada", "project_id", "p");

    assertEquals(List.of("Ada"), names("project_id", "p"));
    assertEquals(List.of(), names("project_id", "q"));
    assertEquals(List.of(), names("identity_id", "identity-1"));
    assertEquals(List.of(), names("last_stop_reason", "end_turn"));
  }

  private List<String> ids(Object... filters) {
    return client.ask(Agents.LIST, browse(filters)).agents().stream()
        .map(state -> state.agent().id())
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"asc,after", "asc,before", "desc,after", "desc,before"})
  void pagesMeetWithoutGapOrRepetitionEvenBetweenEqualTimes(String order, String cursor) {
    TreeSet<String> ids = new TreeSet<>();
    IntStream.range(0, 7).forEach(_ -> ids.add(agent().agent().id()));
    sql.write(
        "test.alike",
        tx -> tx.update("update agent set created_at = 1 where tenant = ?", client.tenant()));
    List<String> expected = order.equals("asc") ? List.copyOf(ids) : List.copyOf(ids).reversed();
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
  void anUnknownCursorIsNotFound() {
    client.refused(FaultKind.NOT_FOUND, Agents.LIST, browse("before", MISSING_AGENT));
  }

  private List<String> tags(Object... filters) {
    return client.ask(Agents.TAGS, Given.record(Agents.TagsLike.class, filters)).tags();
  }

  @Test
  void tagsOfAgentsAndBlocksAreListedOnceAndInOrder() {
    AgentState ada = agent("tags", List.of("b", "Owl_100%"));
    agent("tags", List.of("a", "b"));
    Asking.tagged(client, "notes", "x", "c", "b");

    assertEquals(List.of("Owl_100%", "a", "b", "c"), tags());
    assertEquals(List.of("c", "b", "a", "Owl_100%"), tags("order", "desc"));
    assertEquals(List.of("a", "b"), tags("after", "Owl_100%", "limit", 2));
    assertEquals(List.of("a", "b"), tags("before", "c", "limit", 2));
    assertEquals(List.of("b", "a"), tags("order", "desc", "after", "c", "limit", 2));
    assertEquals(List.of("c", "b"), tags("order", "desc", "before", "a"));
    assertEquals(List.of("Owl_100%"), tags("query_text", "oWL_100%"));
    assertEquals(List.of("a"), tags("name", "A"));
    delete(ada);
    assertEquals(List.of("a", "b", "c"), tags());
  }
}
