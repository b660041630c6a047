package io.thoth.memory.tools;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The tools of agents, as agents are made, changed and shown with them. */
public final class ToolRelation implements AgentRelation {
  private final ToolStore store = new ToolStore();

  @Override
  public String field() {
    return "tools";
  }

  @Override
  public void made(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    Set<String> names = new LinkedHashSet<>(or(fields.tools()));
    if (!Boolean.FALSE.equals(fields.includeBaseTools())) {
      names.addAll(LettaTools.of(agent.agentType()));
    }
    attach(tx, caller, agent, fields, names);
    rule(tx, caller, agent, fields);
  }

  @Override
  public void changed(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    Set<String> names = new LinkedHashSet<>(or(fields.tools()));
    if (Boolean.TRUE.equals(fields.includeBaseTools())) {
      names.addAll(LettaTools.of(agent.agentType()));
    }
    if (fields.tools() != null || fields.toolIds() != null) {
      tx.update(
          "delete from agent_tool where tenant = ? and agent_id = ?", caller.tenant(), agent.id());
    }
    attach(tx, caller, agent, fields, names);
    rule(tx, caller, agent, fields);
  }

  private void attach(Tx tx, Caller caller, Agent agent, AgentFields fields, Set<String> names) {
    if (Boolean.TRUE.equals(fields.includeMultiAgentTools())) {
      names.addAll(LettaTools.FOR_MANY_AGENTS);
    }
    if (names.stream().anyMatch(LettaTools::has)) {
      store.seed(tx, caller);
    }
    List<String> ids = or(fields.toolIds()).stream().distinct().toList();
    List<Tool> tools = new ArrayList<>();
    tools.addAll(found(tx, caller, "name", List.copyOf(names), Tool::name));
    tools.addAll(found(tx, caller, "id", ids, Tool::id));
    for (Tool tool : tools) {
      ToolLinks.attach(tx, caller.tenant(), agent.id(), tool);
    }
  }

  private List<Tool> found(
      Tx tx, Caller caller, String column, List<String> wanted, Function<Tool, String> by) {
    List<Tool> tools = store.all(tx, caller.tenant(), column, wanted);
    Set<String> there = tools.stream().map(by).collect(Collectors.toSet());
    List<String> missing = wanted.stream().filter(one -> !there.contains(one)).toList();
    if (!missing.isEmpty()) {
      throw new Fault(
          FaultKind.UNACCEPTABLE, "tools: there is no tool with the " + column + " " + missing);
    }
    return tools;
  }

  /**
   * Rules and links say the same of approvals: rules that were given decide; else the tools that
   * want approval by themselves get their rule.
   */
  private void rule(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    List<Map<String, Object>> rules = ToolApproval.rules(agent.settings());
    boolean given = fields.rest().containsKey(ToolApproval.RULES);
    List<Map<String, Object>> wanted = new ArrayList<>(rules.stream().distinct().toList());
    for (ToolLinks.Held held :
        ToolLinks.of(tx, caller.tenant(), List.of(agent.id()))
            .getOrDefault(agent.id(), List.of())) {
      String name = held.toolName();
      boolean ruled = ToolApproval.requires(wanted, name);
      if (ruled != held.requiresApproval() && given) {
        ToolLinks.approve(tx, caller.tenant(), agent.id(), held.toolId(), ruled);
      } else if (held.requiresApproval() && !ruled) {
        wanted.add(ToolApproval.rule(name));
      }
    }
    if (!wanted.equals(rules)) {
      AgentDirectory.resettle(
          tx, caller, agent.id(), "tool_rules", old -> ToolApproval.with(old, wanted));
    }
  }

  @Override
  public Map<String, List<Map<String, Object>>> of(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<ToolLinks.Held>> held = ToolLinks.of(tx, tenant, agentIds);
    Map<String, Map<String, Object>> shown = new HashMap<>();
    List<String> ids =
        held.values().stream()
            .flatMap(List::stream)
            .map(ToolLinks.Held::toolId)
            .distinct()
            .toList();
    for (Tool tool : store.all(tx, tenant, "id", ids)) {
      shown.put(tool.id(), Json.object(Json.write(tool)));
    }
    Map<String, List<Map<String, Object>>> tools = new LinkedHashMap<>();
    held.forEach(
        (agentId, links) ->
            tools.put(agentId, links.stream().map(one -> shown.get(one.toolId())).toList()));
    return tools;
  }

  private static List<String> or(@Nullable List<String> names) {
    return names == null ? List.of() : names;
  }
}
