package io.thoth.memory.tools;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes of tools, and of agents with tools. */
public final class ToolRoutes {
  private static final String TOOLS = "/v1/tools/";
  private static final String TOOL = "/v1/tools/{tool_id}";
  private static final String OF_AGENT = "/v1/agents/{agent_id}/tools";

  private ToolRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(TOOLS, Tools.LIST, "List tools").hiding("exclude_letta_tools"),
        Asked.get(TOOLS + "count", Tools.COUNT, "Count tools")
            .hiding("before", "after", "limit", "order", "order_by"),
        Asked.get(TOOL, Tools.READ, "Read a tool"),
        Asked.post(TOOLS, Tools.CREATE, "Store a custom tool"),
        Asked.put(TOOLS, Tools.UPSERT, "Store a custom tool, or change the one of its name"),
        Asked.patch(TOOL, Tools.UPDATE, "Change a tool"),
        Asked.delete(TOOL, Tools.DELETE, "Delete a tool and take it from every agent")
            .showing(_ -> null),
        Asked.post(TOOLS + "search", Tools.SEARCH, "Search tools"),
        Asked.post(TOOLS + "add-base-tools", Tools.ADD_BASE, "Make the base tools anew"),
        Asked.post(TOOLS + "run", Tools.RUN_SOURCE, "Refused: source code is never executed"),
        Asked.get(OF_AGENT, AgentTools.LIST, "List the tools of an agent"),
        linked(Asked.patch(OF_AGENT + "/attach/{tool_id}", AgentTools.ATTACH, "Give a tool")),
        linked(Asked.patch(OF_AGENT + "/detach/{tool_id}", AgentTools.DETACH, "Take a tool")),
        linked(Asked.post(OF_AGENT + "/{tool_id}", AgentTools.ATTACH, "Give a tool, too")),
        linked(Asked.delete(OF_AGENT + "/{tool_id}", AgentTools.DETACH, "Take a tool, too")),
        linked(
            Asked.patch(
                OF_AGENT + "/approval/{tool_name}",
                AgentTools.APPROVE,
                "Say whether calls of a tool must be approved")),
        Asked.post(OF_AGENT + "/{tool_name}/run", Tools.RUN, "Run a memory tool for an agent")
            .hiding("even_detached"));
  }

  private static <Q extends Record> Endpoint linked(Asked<Q, AgentTools.Linked> endpoint) {
    return endpoint.showing(_ -> null);
  }
}
