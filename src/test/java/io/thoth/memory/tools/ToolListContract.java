package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.DescribedRoute;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tools themselves: base tools that are always there, lists, and custom tools. */
abstract class ToolListContract extends ToolFixture {
  private static final Set<String> BASE =
      Set.of(
          "send_message",
          "conversation_search",
          "archival_memory_insert",
          "archival_memory_search",
          "core_memory_append",
          "core_memory_replace",
          "memory",
          "memory_apply_patch",
          "memory_replace",
          "memory_insert",
          "memory_rethink",
          "memory_finish_edits",
          "send_message_to_agent_and_wait_for_reply",
          "send_message_to_agents_matching_tags",
          "send_message_to_agent_async",
          "store_memories",
          "rethink_user_memory",
          "finish_rethinking_memory",
          "search_memory",
          "run_code",
          "run_code_with_tools",
          "web_search",
          "fetch_webpage",
          "open_files",
          "grep_files",
          "semantic_search_files");

  private static Tools.Create creating(Object... fields) {
    return new Tools.Create(Given.record(NewTool.class, fields));
  }

  private Tool update(Tool tool, Object... fields) {
    return client.ask(
        Tools.UPDATE, new Tools.Update(tool.id(), Given.record(ToolPatch.class, fields)));
  }

  private void delete(Tool tool) {
    client.ask(Tools.DELETE, new Tools.Delete(tool.id()));
  }

  private Tool base(String name) {
    return list("name", name).tools().getFirst();
  }

  private long count(Object... filters) {
    return client.ask(Tools.COUNT, Given.record(Tools.Browse.class, filters)).count();
  }

  @Test
  void theTwentySixBaseToolsAreThereFromTheStart() {
    List<Tool> tools = list().tools();

    assertEquals(BASE, Set.copyOf(tools.stream().map(Tool::name).toList()));
    assertEquals(26, tools.size());
    for (Tool tool : tools) {
      assertEquals(List.of(tool.toolType()), tool.tags(), tool::name);
      assertFalse(String.valueOf(tool.description()).isBlank(), tool::name);
      Map<String, Object> schema = Objects.requireNonNull(tool.jsonSchema());
      assertEquals(tool.name(), schema.get("name"));
      assertTrue(schema.get("parameters") instanceof Map, tool::name);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "core_memory_append,letta_memory_core",
    "memory_apply_patch,letta_memory_core",
    "memory,letta_memory_core",
    "memory_replace,letta_sleeptime_core",
    "memory_insert,letta_sleeptime_core",
    "memory_rethink,letta_sleeptime_core",
    "memory_finish_edits,letta_sleeptime_core",
    "archival_memory_insert,letta_core",
    "conversation_search,letta_core",
    "send_message,letta_core",
    "run_code,letta_builtin",
    "open_files,letta_files_core"
  })
  void aBaseToolHasItsKind(String name, String type) {
    assertEquals(type, base(name).toolType());
  }

  @ParameterizedTest
  @CsvSource({
    "core_memory_append,'[label, content]','[label, content]'",
    "core_memory_replace,'[label, old_content, new_content]','[label, old_content, new_content]'",
    "memory_replace,'[label, old_string, new_string]','[label, old_string, new_string]'",
    "memory_insert,'[label, new_string, insert_line]','[label, new_string]'",
    "memory_rethink,'[label, new_memory]','[label, new_memory]'",
    "memory_finish_edits,[],[]",
    "memory_apply_patch,'[label, patch]','[label, patch]'",
    "memory,'[command, path, file_text, description, old_string, new_string, insert_line,"
        + " insert_text, old_path, new_path]',[command]",
    "archival_memory_insert,'[content, tags]',[content]",
    "archival_memory_search,'[query, tags, tag_match_mode, top_k, start_datetime, end_datetime]',"
        + "[query]",
    "conversation_search,'[query, roles, limit, start_date, end_date]',[]",
    "send_message,[message],[message]"
  })
  void aMemoryToolHasItsParameters(String name, String parameters, String required) {
    JsonNode schema = Json.raw().valueToTree(base(name).jsonSchema());

    List<String> names = new ArrayList<>();
    schema.at("/parameters/properties").fieldNames().forEachRemaining(names::add);
    assertEquals(parameters, names.toString());
    assertEquals(
        required,
        DescribedRoute.elements(schema.at("/parameters/required"))
            .map(JsonNode::asText)
            .toList()
            .toString());
  }

  @Test
  void aBaseToolThatWasDeletedComesBackWithTheNextList() {
    Tool deleted = base("memory_insert");
    delete(deleted);
    client.refused(FaultKind.NOT_FOUND, Tools.READ, new Tools.Read(deleted.id()));

    Tool again = base("memory_insert");

    assertFalse(again.id().equals(deleted.id()));
    assertEquals(26, count());
  }

  @Test
  void addingTheBaseToolsTwiceChangesNothing() {
    List<Tool> first = client.ask(Tools.ADD_BASE, new Tools.AddBase()).tools();

    List<Tool> second = client.ask(Tools.ADD_BASE, new Tools.AddBase()).tools();

    assertEquals(26, first.size());
    assertEquals(first, second);
  }

  @Test
  void addingTheBaseToolsMendsOneThatWasChanged() {
    Tool tool = base("memory_insert");
    update(tool, "description", "wrong", "tags", List.of("mine"));

    client.ask(Tools.ADD_BASE, new Tools.AddBase());

    Tool mended = base("memory_insert");
    assertEquals(tool.description(), mended.description());
    assertEquals(List.of("mine"), mended.tags());
    assertEquals(tool.id(), mended.id());
  }

  @Test
  void everyOrganisationHasBaseToolsOfItsOwn() {
    Tool tool = base("memory");
    Client other = Client.ofNobodyElse(features.bus());

    other.refused(FaultKind.NOT_FOUND, Tools.READ, new Tools.Read(tool.id()));
  }

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
  void aBaseToolKeepsItsName() {
    client.refused(
        FaultKind.UNACCEPTABLE,
        Tools.UPDATE,
        new Tools.Update(
            base("memory").id(), Given.record(ToolPatch.class, "source_code", function("mine"))));
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
