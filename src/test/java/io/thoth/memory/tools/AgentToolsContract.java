package io.thoth.memory.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents with tools: made with them, given and taken, and which calls must be approved. */
abstract class AgentToolsContract extends ToolFixture {

  private AgentState update(String agentId, Object... fields) {
    return client.ask(
        Agents.UPDATE, new Agents.Update(agentId, Given.record(AgentFields.class, fields)));
  }

  private void attach(String agentId, Tool tool) {
    client.ask(AgentTools.ATTACH, new AgentTools.Link(agentId, tool.id()));
  }

  private void detach(String agentId, Tool tool) {
    client.ask(AgentTools.DETACH, new AgentTools.Link(agentId, tool.id()));
  }

  private void approve(String agentId, String tool, boolean required) {
    client.ask(AgentTools.APPROVE, new AgentTools.Approve(agentId, tool, required, null));
  }

  private List<String> listed(String agentId, Object... fields) {
    List<Object> all = new ArrayList<>(List.of("agent_id", agentId));
    all.addAll(Arrays.asList(fields));
    AgentTools.OfAgent question = Given.record(AgentTools.OfAgent.class, all.toArray());
    return client.ask(AgentTools.LIST, question).tools().stream().map(Tool::name).toList();
  }

  private Object rules(String agentId) {
    return now(agentId).agent().settings().getOrDefault("tool_rules", List.of());
  }

  private static Map<String, Object> approval(String tool) {
    return Map.of("tool_name", tool, "type", "requires_approval");
  }

  @ParameterizedTest
  @CsvSource({
    "letta_v1_agent,'conversation_search, memory_insert, memory_replace'",
    "memgpt_v2_agent,'conversation_search, memory_insert, memory_replace, send_message'",
    "memgpt_agent,'conversation_search, core_memory_append, core_memory_replace, memory,"
        + " memory_apply_patch, send_message'",
    "sleeptime_agent,'memory_finish_edits, memory_insert, memory_replace, memory_rethink'",
    "react_agent,''",
    "workflow_agent,''"
  })
  void anAgentGetsTheBaseToolsOfItsType(String type, String tools) {
    AgentState made = made("agent_type", type);

    assertEquals("[" + tools + "]", tools(made).toString());
  }

  @Test
  void anAgentCanDoWithoutBaseTools() {
    assertEquals(List.of(), tools(made("include_base_tools", false)));
  }

  @Test
  void toolsAreGivenByNameAndById() {
    Tool mine = custom(function("mine"));

    AgentState made =
        made(
            "include_base_tools",
            false,
            "tools",
            List.of("archival_memory_insert", "mine"),
            "tool_ids",
            List.of(mine.id()));

    assertEquals(List.of("archival_memory_insert", "mine"), tools(made));
    assertEquals(tools(made), tools(now(made.agent().id())));
  }

  @Test
  void aToolThatIsNotThereIsNamed() {
    Fault refused =
        client.refused(
            FaultKind.UNACCEPTABLE,
            Agents.CREATE,
            new Agents.Create(Given.record(AgentFields.class, "tools", List.of("memory", "nope"))));

    assertTrue(refused.getMessage().contains("[nope]"), refused::getMessage);
    client.refused(
        FaultKind.UNACCEPTABLE,
        Agents.CREATE,
        new Agents.Create(Given.record(AgentFields.class, "tool_ids", List.of(MISSING_TOOL))));
  }

  @Test
  void aListOfToolsReplacesThoseTheAgentHad() {
    Tool mine = custom(function("mine"));
    String agent = agent();

    AgentState changed = update(agent, "tool_ids", List.of(mine.id()));
    AgentState named = update(agent, "tools", List.of("memory"));
    AgentState untouched = update(agent, "name", "Ada");

    assertEquals(List.of("mine"), tools(changed));
    assertEquals(List.of("memory"), tools(named));
    assertEquals(List.of("memory"), tools(untouched));
    assertEquals(List.of(), tools(update(agent, "tool_ids", List.of())));
    assertEquals(3, tools(update(agent, "include_base_tools", true)).size());
  }

  @Test
  void attachingAndDetachingAgainChangesNothing() {
    Tool mine = custom(function("mine"));
    String agent = agent("include_base_tools", false);

    attach(agent, mine);
    long version = now(agent).agent().version();
    attach(agent, mine);
    assertEquals(version, now(agent).agent().version());
    assertEquals(List.of("mine"), listed(agent));
    detach(agent, mine);
    detach(agent, mine);

    assertEquals(List.of(), listed(agent));
    assertEquals(version + 1, now(agent).agent().version());
  }

  @Test
  void anUnknownAgentOrToolIsNotFound() {
    Tool mine = custom(function("mine"));

    client.refused(
        FaultKind.NOT_FOUND, AgentTools.ATTACH, new AgentTools.Link(MISSING_AGENT, mine.id()));
    client.refused(
        FaultKind.NOT_FOUND, AgentTools.ATTACH, new AgentTools.Link(agent(), MISSING_TOOL));
    client.refused(
        FaultKind.NOT_FOUND,
        AgentTools.APPROVE,
        new AgentTools.Approve(agent(), "mine", null, true));
  }

  @Test
  void anAgentsToolsAreReadPageByPage() {
    List<Tool> tools = upTo(5).map(i -> custom(function("t" + i))).toList();
    String agent =
        agent("include_base_tools", false, "tool_ids", tools.stream().map(Tool::id).toList());

    List<String> first = listed(agent, "limit", 2);
    List<String> second = listed(agent, "limit", 2, "after", tools.get(3).id());
    List<String> past = listed(agent, "limit", 2, "after", tools.getFirst().id());

    assertEquals(List.of("t4", "t3"), first);
    assertEquals(List.of("t2", "t1"), second);
    assertEquals(List.of(), past);
    assertEquals(List.of("t0", "t1", "t2", "t3", "t4"), listed(agent, "order", "asc"));
  }

  @Test
  void anSdkGetsTenToolsAPage() {
    String agent = agent("include_base_tools", false);
    upTo(12).forEach(i -> attach(agent, custom(function("s" + i))));

    assertEquals(10, listed(agent, "x_stainless_package_version", "1.12.0").size());
    assertEquals(12, listed(agent).size());
  }

  @Test
  void anApprovalIsARuleOfTheAgent() {
    String agent = agent();

    approve(agent, "memory_insert", true);
    approve(agent, "memory_insert", true);
    assertEquals(List.of(approval("memory_insert")), rules(agent));
    approve(agent, "memory_insert", false);

    assertEquals(List.of(), rules(agent));
  }

  @Test
  void aToolThatWantsApprovalBringsItsRuleAndTakesItAlong() {
    Tool mine = custom(function("mine"));
    client.ask(
        Tools.UPDATE,
        new Tools.Update(
            mine.id(), Given.record(ToolPatch.class, "default_requires_approval", true)));

    String made = agent("tool_ids", List.of(mine.id()));
    String given = agent();
    attach(given, mine);

    assertEquals(List.of(approval("mine")), rules(made));
    assertEquals(List.of(approval("mine")), rules(given));
    detach(given, mine);
    assertEquals(List.of(), rules(given));
  }

  @Test
  void theSameRuleTwiceIsKeptOnce() {
    Map<String, Object> rule = Map.of("tool_name", "memory", "type", "exit_loop");

    String agent = agent("tool_rules", List.of(rule, rule));

    assertEquals(List.of(rule), rules(agent));
  }

  @Test
  void aDeletedToolIsGoneFromItsAgents() {
    Tool mine = custom(function("mine"));
    String agent = agent("include_base_tools", false, "tool_ids", List.of(mine.id()));

    client.ask(Tools.DELETE, new Tools.Delete(mine.id()));

    assertEquals(List.of(), tools(now(agent)));
  }

  @Test
  void toolsAreShownOnlyWhereTheyAreAskedFor() {
    String agent = agent();

    AgentState without = client.ask(Agents.READ, new Agents.Read(agent, null, null, "1.12.0"));
    AgentState with =
        client.ask(Agents.READ, new Agents.Read(agent, List.of("agent.tools"), null, "1.12.0"));

    assertEquals(Map.of(), without.related());
    assertEquals(3, tools(with).size());
  }
}
