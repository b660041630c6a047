package io.thoth.memory.agents;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;
import java.util.Map;

/** The routes of agents, their blocks' links and tags. */
public final class AgentRoutes {
  private static final String AGENT = "/v1/agents/{agent_id}";

  private AgentRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        state(Asked.post("/v1/agents/", Agents.CREATE, "Create an agent")),
        page(Asked.get("/v1/agents/", Agents.LIST, "List agents")).hiding("block_id", "archive_id"),
        Asked.get("/v1/agents/count", Agents.COUNT, "Count agents")
            .hiding(
                "block_id",
                "archive_id",
                "include",
                "include_relationships",
                "view",
                "before",
                "after",
                "limit",
                "order",
                "order_by",
                "ascending",
                "sort_by"),
        state(Asked.get(AGENT, Agents.READ, "Read an agent")),
        state(Asked.patch(AGENT, Agents.UPDATE, "Change an agent")),
        Asked.delete(AGENT, Agents.DELETE, "Delete an agent; its blocks and archives stay")
            .showing(
                deleted -> Map.of("message", "Agent id=" + deleted.id() + " successfully deleted")),
        Asked.get(AGENT + "/core-memory", Agents.READ, "Read an agent's core memory")
            .hiding("include", "view", "x_stainless_package_version")
            .showing(AgentJson::memory),
        Asked.get(AGENT + "/core-memory/blocks", Agents.BLOCKS, "List the blocks of an agent"),
        state(
            Asked.patch(
                AGENT + "/core-memory/blocks/attach/{block_id}",
                Agents.ATTACH_BLOCK,
                "Attach a block to an agent")),
        state(
            Asked.patch(
                AGENT + "/core-memory/blocks/detach/{block_id}",
                Agents.DETACH_BLOCK,
                "Detach a block from an agent")),
        page(Asked.get("/v1/blocks/{block_id}/agents", Agents.LIST, "List the agents of a block"))
            .hiding("archive_id"),
        page(Asked.get(
                "/v1/archives/{archive_id}/agents", Agents.LIST, "List the agents of an archive"))
            .hiding("block_id"),
        Asked.get("/api/agents", Agents.LIST, "List agents in short")
            .hiding("block_id", "archive_id", "include", "include_relationships", "view")
            .showing(AgentJson::summary),
        Asked.get("/v1/tags/", Agents.TAGS, "List the tags in use"));
  }

  private static <Q extends Record> Asked<Q, AgentState> state(Asked<Q, AgentState> endpoint) {
    return endpoint.showing(AgentJson::state);
  }

  private static <Q extends Record> Asked<Q, Agents.Page> page(Asked<Q, Agents.Page> endpoint) {
    return endpoint.showing(AgentJson::page);
  }
}
