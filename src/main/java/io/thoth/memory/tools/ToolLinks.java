package io.thoth.memory.tools;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which tools agents have, inside the transaction given. */
final class ToolLinks {
  private static final String JOIN =
      " from agent_tool l join tool t on t.tenant = l.tenant and t.id = l.tool_id";
  private static final Listing BY_CREATION =
      new Listing("select t.state" + JOIN, "tool", "t", "created_at", "id");

  private ToolLinks() {}

  /** Gives an agent a tool; false when it has it already. */
  static boolean attach(Tx tx, String tenant, String agentId, Tool tool) {
    return tx.update(
            """
            insert into agent_tool (tenant, agent_id, tool_id, requires_approval, attached_at)
            values (?, ?, ?, ?, ?) on conflict (tenant, agent_id, tool_id) do nothing
            """,
            tenant,
            agentId,
            tool.id(),
            Boolean.TRUE.equals(tool.defaultRequiresApproval()),
            Times.micros(Times.now()))
        == 1;
  }

  /** Takes a tool from an agent; false when it does not have it. */
  static boolean detach(Tx tx, String tenant, String agentId, String toolId) {
    return tx.update(
            "delete from agent_tool where tenant = ? and agent_id = ? and tool_id = ?",
            tenant,
            agentId,
            toolId)
        == 1;
  }

  /** Notes whether calls of this tool must be approved. */
  static void approve(Tx tx, String tenant, String agentId, String toolId, boolean required) {
    tx.update(
        """
        update agent_tool set requires_approval = ?
        where tenant = ? and agent_id = ? and tool_id = ?
        """,
        required,
        tenant,
        agentId,
        toolId);
  }

  /** The tool that an agent has under this name. */
  static Optional<Tool> named(Tx tx, String tenant, String agentId, String name) {
    return tx.one(
        "select t.state" + JOIN + " where l.tenant = ? and l.agent_id = ? and t.name = ?",
        ToolStore::tool,
        tenant,
        agentId,
        name);
  }

  static Fault notAttached(String agentId, String name) {
    return new Fault(
        FaultKind.NOT_FOUND, "Tool '" + name + "' is not attached to agent '" + agentId + "'");
  }

  static List<Tool> page(Tx tx, String tenant, String agentId, Page page) {
    Conditions where = new Conditions("l.tenant = ? and l.agent_id = ?", tenant, agentId);
    return BY_CREATION.page(tx, tenant, where, page, ToolStore::tool);
  }

  /** A tool of an agent. */
  record Held(String agentId, String toolId, String toolName, boolean requiresApproval) {}

  /** What each of these agents has, by the name of the tool. */
  static Map<String, List<Held>> of(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<Held>> held = new LinkedHashMap<>();
    if (agentIds.isEmpty()) {
      return held;
    }
    List<@Nullable Object> arguments = new ArrayList<>(agentIds);
    arguments.addFirst(tenant);
    tx.query(
            "select l.agent_id, l.tool_id, l.requires_approval, t.name"
                + JOIN
                + (" where l.tenant = ? and l.agent_id in (" + Conditions.marks(agentIds) + ")")
                + " order by t.name",
            row ->
                new Held(
                    row.text("agent_id"),
                    row.text("tool_id"),
                    row.text("name"),
                    row.flag("requires_approval")),
            arguments.toArray())
        .forEach(one -> held.computeIfAbsent(one.agentId(), _ -> new ArrayList<>()).add(one));
    return held;
  }
}
