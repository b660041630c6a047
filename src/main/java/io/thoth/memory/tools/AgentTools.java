package io.thoth.memory.tools;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Page;
import org.jspecify.annotations.Nullable;

/** The contract of agents with tools: which ones they have, and which they must ask before. */
public interface AgentTools {
  Operation<OfAgent, Tools.Page> LIST =
      Operation.read("tools.agent.list", OfAgent.class, Tools.Page.class);
  Operation<Link, Linked> ATTACH = Operation.change("tools.agent.attach", Link.class, Linked.class);
  Operation<Link, Linked> DETACH = Operation.change("tools.agent.detach", Link.class, Linked.class);
  Operation<Approve, Linked> APPROVE =
      Operation.change("tools.agent.approve", Approve.class, Linked.class);

  /** The tools of an agent, by when the tools were made. */
  record OfAgent(
      String agentId,
      @Nullable String xStainlessPackageVersion,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public OfAgent {
      Id.require("agent_id", Id.AGENT, agentId);
      ToolRules.page(before, after, limit, order, orderBy, xStainlessPackageVersion, 1);
    }

    Page page(int usual) {
      return ToolRules.page(before, after, limit, order, orderBy, xStainlessPackageVersion, usual);
    }
  }

  /** Attaching what is attached, or detaching what is not, changes nothing. */
  record Link(String agentId, String toolId) {
    public Link {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("tool_id", Id.TOOL, toolId);
    }
  }

  record Linked(String agentId, String toolId) {}

  /**
   * Says whether the agent's client must approve each call of the tool.
   *
   * @param bodyRequiresApproval the same as {@code requiresApproval}, as SDK 1.12 spells it
   */
  record Approve(
      String agentId,
      String toolName,
      @Nullable Boolean requiresApproval,
      @Nullable Boolean bodyRequiresApproval) {
    public Approve {
      Id.require("agent_id", Id.AGENT, agentId);
      if (requiresApproval == null && bodyRequiresApproval == null) {
        throw Fault.invalid("requires_approval", "is required");
      }
    }

    boolean required() {
      return Boolean.TRUE.equals(
          requiresApproval == null ? bodyRequiresApproval : requiresApproval);
    }
  }
}
