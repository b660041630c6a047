package io.thoth.memory.groups;

import io.thoth.memory.http.Asked;
import io.thoth.memory.http.Endpoint;
import java.util.List;

/** The routes of groups. */
public final class GroupRoutes {
  private static final String GROUPS = "/v1/groups/";
  private static final String GROUP = "/v1/groups/{group_id}";

  private GroupRoutes() {}

  public static List<Endpoint> endpoints() {
    return List.of(
        Asked.get(GROUPS, Groups.LIST, "List groups: none"),
        Asked.get(GROUPS + "count", Groups.LIST, "Count groups: none").showing(_ -> 0),
        Asked.post(GROUPS, Groups.CREATE, "Refused: groups take a language model"),
        Asked.get(GROUP, Groups.READ, "Read a group: there is none"),
        Asked.patch(GROUP, Groups.READ, "Change a group: there is none"),
        Asked.delete(GROUP, Groups.READ, "Delete a group: there is none"),
        Asked.get("/v1/agents/{agent_id}/groups", Groups.OF_AGENT, "List an agent's groups: none"));
  }
}
