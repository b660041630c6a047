package io.thoth.memory.identities;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The identities of agents, as agents are made, changed and shown with them. */
public final class IdentityRelation implements AgentRelation {
  private final IdentityStore store = new IdentityStore();

  @Override
  public String field() {
    return "identities";
  }

  @Override
  public void made(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    attach(tx, caller, agent, fields.identityIds());
  }

  @Override
  public void changed(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    if (fields.identityIds() != null) {
      caller.grant().requireNoAgent();
      IdentityLinks.AGENTS.detachEverybody(tx, caller.tenant(), agent.id());
      attach(tx, caller, agent, fields.identityIds());
    }
  }

  private void attach(Tx tx, Caller caller, Agent agent, @Nullable List<String> ids) {
    List<String> wanted = ids == null ? List.of() : ids.stream().distinct().toList();
    Set<String> there =
        store.all(tx, caller.tenant(), wanted).stream()
            .map(Identity::id)
            .collect(Collectors.toSet());
    for (String id : wanted) {
      if (!there.contains(id)) {
        throw Fault.notFound("Identity", id);
      }
      IdentityLinks.AGENTS.attach(tx, caller.tenant(), id, agent.id());
    }
  }

  @Override
  public Map<String, List<Map<String, Object>>> of(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<String>> owners = IdentityLinks.AGENTS.owners(tx, tenant, agentIds);
    List<String> ids = owners.values().stream().flatMap(List::stream).distinct().toList();
    Map<String, Map<String, Object>> shown = new HashMap<>();
    store
        .all(tx, tenant, ids)
        .forEach(identity -> shown.put(identity.id(), Json.object(Json.write(identity))));
    Map<String, List<Map<String, Object>>> identities = new HashMap<>();
    owners.forEach((agent, of) -> identities.put(agent, of.stream().map(shown::get).toList()));
    return identities;
  }
}
