package io.thoth.memory.folders;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The folders of agents, as agents are made, changed and shown with them. */
public final class FolderRelation implements AgentRelation {
  private final FolderStore store = new FolderStore();

  @Override
  public String field() {
    return "sources";
  }

  @Override
  public void made(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    wanted(fields).forEach(id -> attach(tx, caller, agent, id));
  }

  @Override
  public void changed(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    if (fields.sourceIds() != null || fields.folderIds() != null) {
      caller.grant().requireNoAgent();
      FileLinks.clear(tx, caller.tenant(), agent.id());
      wanted(fields).forEach(id -> attach(tx, caller, agent, id));
    }
  }

  private static Set<String> wanted(AgentFields fields) {
    Set<String> ids = new LinkedHashSet<>();
    if (fields.sourceIds() != null) {
      ids.addAll(fields.sourceIds());
    }
    if (fields.folderIds() != null) {
      ids.addAll(fields.folderIds());
    }
    return ids;
  }

  private void attach(Tx tx, Caller caller, Agent agent, String folderId) {
    store.lock(tx, caller.tenant(), folderId);
    FileLinks.attach(tx, caller.tenant(), agent.id(), folderId);
  }

  @Override
  public Map<String, List<Map<String, Object>>> of(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<Map<String, Object>>> shown = new HashMap<>();
    FileLinks.folders(tx, tenant, agentIds)
        .forEach(
            (agentId, folders) ->
                shown.put(
                    agentId, folders.stream().map(one -> Json.object(Json.write(one))).toList()));
    return shown;
  }
}
