package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Tx;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where something is said.
 *
 * @param conversationId null for the agent's own conversation
 */
record Place(String agentId, @Nullable String conversationId) {

  /** The place that a question names, which must be there. */
  static Place find(
      Tx tx, String tenant, @Nullable String conversationId, @Nullable String agentId) {
    if (conversationId == null || !conversationId.startsWith(Id.CONVERSATION)) {
      boolean agent = conversationId != null && conversationId.startsWith(Id.AGENT);
      String id = Objects.requireNonNull(agent ? conversationId : agentId);
      if (agentId != null && !agentId.equals(id)) {
        throw Fault.notFound("Conversation", id);
      }
      return new Place(AgentDirectory.require(tx, tenant, id).id(), null);
    }
    if (agentId != null) {
      AgentDirectory.require(tx, tenant, agentId);
    }
    return tx.one(
            "select agent_id from conversation v where tenant = ? and id = ? and "
                + Visible.conversation("v")
                + " and "
                + AgentDirectory.sees("v"),
            row -> new Place(row.text("agent_id"), conversationId),
            tenant,
            conversationId)
        .filter(place -> agentId == null || agentId.equals(place.agentId()))
        .orElseThrow(() -> Fault.notFound("Conversation", conversationId));
  }
}
