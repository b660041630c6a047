package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Map;

/**
 * What agents need of whoever keeps their messages. It is called inside the transactions of agents,
 * for a transaction cannot cross the bus.
 */
public interface AgentMessages {

  /**
   * Begins to remember for an agent that was just made.
   *
   * @param sequence the messages it begins with, as the client gave them
   */
  void begin(Tx tx, Caller caller, Agent agent, List<Map<String, Object>> sequence);

  /** How many bytes the agent's messages count of what its organisation may keep. */
  long bytes(Tx tx, String tenant, String agentId);

  /** Makes these of the agent's own messages the ones in its context, and no others. */
  void setContext(Tx tx, Caller caller, String agentId, List<String> messageIds);

  /** The ids of the messages in the context of each of these agents, its system message first. */
  Map<String, List<String>> context(Tx tx, String tenant, List<String> agentIds);
}
