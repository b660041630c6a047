package io.thoth.memory.agents;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Tx;
import java.time.ZoneId;

/**
 * Which agents there are: what other features ask inside their own transactions. A transaction
 * cannot cross the bus, so this part of the contract is called, not sent.
 */
public final class AgentDirectory {
  private AgentDirectory() {}

  /** What others need to know of an agent. */
  public record Known(String id, String name, ZoneId timezone) {}

  /** The agent, or a fault {@code NOT_FOUND}. */
  public static Known require(Tx tx, String tenant, String agentId) {
    return tx.one(
            "select id, name, timezone from agent where tenant = ? and id = ?",
            row -> new Known(row.text("id"), row.text("name"), ZoneId.of(row.text("timezone"))),
            tenant,
            agentId)
        .orElseThrow(() -> Fault.notFound("Agent", agentId));
  }

  /** All of the agent, or a fault {@code NOT_FOUND}. */
  public static Agent agent(Tx tx, String tenant, String agentId) {
    return new AgentStore().require(tx, tenant, agentId);
  }
}
