package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tools themselves: base tools that are always there, lists, and custom tools. */
abstract class ToolListContract extends ToolListFixture {
  @Test
  void aListIsReadPageByPageInBothDirections() {
    List<String> all = new ArrayList<>();
    upTo(7).forEach(i -> all.addFirst(custom(function("tool_" + i)).name()));

    List<String> read = new ArrayList<>();
    List<Tool> page = list("limit", 3, "exclude_tool_types", letta()).tools();
    Tool second = page.get(1);
    while (!page.isEmpty()) {
      page.forEach(tool -> read.add(tool.name()));
      page = list("limit", 3, "after", page.getLast().id(), "exclude_tool_types", letta()).tools();
    }

    assertEquals(all, read);
    assertEquals(List.of("tool_6"), names("before", second.id(), "exclude_tool_types", letta()));
    assertEquals(all.reversed(), names("order", "asc", "exclude_tool_types", letta(), "limit", 50));
  }

  private static List<String> letta() {
    return List.of(
        "letta_core",
        "letta_memory_core",
        "letta_sleeptime_core",
        "letta_multi_agent_core",
        "letta_voice_sleeptime_core",
        "letta_builtin",
        "letta_files_core");
  }

  @Test
  void anSdkGetsFiftyToolsAPageAndOthersAll() {
    upTo(30).forEach(i -> custom(function("more_" + i)));

    assertEquals(50, names("x_stainless_package_version", "1.12.0").size());
    assertEquals(56, names().size());
  }

  @Test
  void filtersChooseAndCountAlike() {
    Tool mine = custom(function("mine_alone"));

    Stream.of(
            new Object[] {"name", "mine_alone"},
            new Object[] {"names", List.of("mine_alone", "nobody")},
            new Object[] {"tool_ids", List.of(mine.id())},
            new Object[] {"search", "NE_AL"},
            new Object[] {"tool_types", List.of("custom")},
            new Object[] {"exclude_letta_tools", true})
        .forEach(
            filter -> {
              assertEquals(List.of("mine_alone"), names(filter));
              assertEquals(1, count(filter));
            });
    assertEquals(26, count("return_only_letta_tools", true));
    assertEquals(27, count());
  }

  @Test
  void anUnknownCursorIsNotFound() {
    client.refused(
        FaultKind.NOT_FOUND, Tools.LIST, Given.record(Tools.Browse.class, "after", MISSING_TOOL));
  }

  @Test
  void aCustomToolIsNamedAndDescribedByItsSource() {
    Tool tool = custom(function("double"));

    assertEquals("double", tool.name());
    assertEquals("Doubles.", tool.description());
    assertEquals("custom", tool.toolType());
    assertEquals("python", tool.sourceType());
    assertEquals(50_000, tool.returnCharLimit());
    assertEquals(tool, client.ask(Tools.READ, new Tools.Read(tool.id())));
  }

  @Test
  void aSchemaThatIsGivenIsTakenAsItIs() {
    Map<String, Object> schema =
        Map.of("name", "given", "description", "d", "parameters", Map.of("type", "object"));

    Tool tool =
        client.ask(
            Tools.CREATE,
            creating("source_code", "not python", "source_type", "mcp", "json_schema", schema));

    assertEquals("given", tool.name());
    assertEquals(schema, tool.jsonSchema());
    assertEquals("d", tool.description());
  }

  @Test
  void aNameThatIsTakenIsAConflict() {
    custom(function("twice"));

    Fault refused =
        client.refused(
            FaultKind.CONFLICT, Tools.CREATE, creating("source_code", function("twice")));

    assertTrue(refused.getMessage().contains("'twice'"), refused::getMessage);
    client.refused(
        FaultKind.CONFLICT, Tools.CREATE, creating("source_code", function("memory_insert")));
  }

  @Test
  void upsertChangesTheToolOfTheSameName() {
    Tool first = custom(function("again"));
    String source = "def again(y: str):\n    \"\"\"Says it again.\"\"\"\n";

    Tool second = client.ask(Tools.UPSERT, creating("source_code", source, "tags", List.of("t")));

    assertEquals(first.id(), second.id());
    assertEquals("Says it again.", second.description());
    assertEquals(List.of("t"), second.tags());
    assertEquals(source, second.sourceCode());
    assertEquals(2, second.version());
    client.refused(
        FaultKind.UNACCEPTABLE, Tools.UPSERT, creating("source_code", function("memory_insert")));
  }

  @Test
  void aChangeKeepsWhatItDoesNotName() {
    Tool tool = custom(function("kept"));

    Tool changed = update(tool, "description", "other", "default_requires_approval", true);

    assertEquals("other", changed.description());
    assertEquals(true, changed.defaultRequiresApproval());
    assertEquals(tool.sourceCode(), changed.sourceCode());
    assertEquals(tool.jsonSchema(), changed.jsonSchema());
    assertEquals(tool.createdAt(), changed.createdAt());
  }

  @Test
  void anotherSourceMayRenameATool() {
    Tool tool = custom(function("before"));
    custom(function("taken"));

    Tool changed = update(tool, "source_code", function("after"));

    assertEquals("after", changed.name());
    client.refused(
        FaultKind.UNACCEPTABLE,
        Tools.UPDATE,
        new Tools.Update(
            tool.id(), Given.record(ToolPatch.class, "source_code", function("taken"))));
  }

  @Test
  void aSearchFindsToolsByTheirWordsBestFirst() {
    custom("def feed_owls():\n    \"\"\"Feeds the owls at night.\"\"\"\n");
    custom("def feed_cats():\n    \"\"\"Feeds the cats.\"\"\"\n");

    List<Tools.Match> found =
        client
            .ask(Tools.SEARCH, Given.record(Tools.Search.class, "query", "feeds owls", "limit", 2))
            .matches();

    assertEquals(
        List.of("feed_owls", "feed_cats"), found.stream().map(one -> one.tool().name()).toList());
    assertEquals(1, found.getFirst().ftsRank());
    assertTrue(found.getFirst().combinedScore() > found.getLast().combinedScore());
  }

  @Test
  void sourceCodeIsNeverRun() {
    client.refused(
        FaultKind.NOT_IMPLEMENTED,
        Tools.RUN_SOURCE,
        new Tools.RunSource("def f():\n  pass", Map.of()));
  }
}
