package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The base tools, which are always there. */
abstract class BaseToolsContract extends ToolListFixture {
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
  void aBaseToolKeepsItsName() {
    client.refused(
        FaultKind.UNACCEPTABLE,
        Tools.UPDATE,
        new Tools.Update(
            base("memory").id(), Given.record(ToolPatch.class, "source_code", function("mine"))));
  }
}
