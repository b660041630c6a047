package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Tx;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Which agents there are: what other features ask inside their own transactions. A transaction
 * cannot cross the bus, so this part of the contract is called, not sent.
 */
public final class AgentDirectory {
  private static final AgentStore STORE = new AgentStore();

  private AgentDirectory() {}

  /** What others need to know of an agent. */
  public record Known(String id, String name, ZoneId timezone) {}

  /** The agent, or a fault {@code NOT_FOUND}. */
  public static Known require(Tx tx, String tenant, String agentId) {
    return tx.one(
            "select id, name, timezone from agent where tenant = ? and id = ? and arrival is null",
            row -> new Known(row.text("id"), row.text("name"), ZoneId.of(row.text("timezone"))),
            tenant,
            agentId)
        .orElseThrow(() -> Fault.notFound("Agent", agentId));
  }

  /** The condition that the agent of a row is seen: neither still coming nor going. */
  public static String sees(String alias) {
    return "not exists (select 1 from agent unseen where unseen.tenant = %s.tenant".formatted(alias)
        + (" and unseen.id = %s.agent_id and unseen.arrival is not null)".formatted(alias));
  }

  /** All of the agent, or a fault {@code NOT_FOUND}. */
  public static Agent agent(Tx tx, String tenant, String agentId) {
    return STORE.require(tx, tenant, agentId);
  }

  /** Makes a version of the agent because something beside it changed, such as its tools. */
  public static void touch(Tx tx, Caller caller, String agentId, String operation) {
    resettle(tx, caller, agentId, operation, settings -> settings);
  }

  /** Makes a version of the agent with other settings, as {@code operation}. */
  public static void resettle(
      Tx tx,
      Caller caller,
      String agentId,
      String operation,
      UnaryOperator<Map<String, Object>> change) {
    Agent before = STORE.lock(tx, caller.tenant(), agentId);
    Agent after = AgentMaking.resettled(caller, before, change.apply(before.settings()));
    STORE.save(tx, caller, before, after, operation);
  }
}
