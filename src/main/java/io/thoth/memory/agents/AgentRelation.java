package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Map;

/**
 * What another feature keeps beside agents and shows in them, such as their tools. It is called
 * inside agents' transactions, because a transaction cannot cross the bus; and it is given to the
 * agents, not known to them, because the feature itself needs agents.
 */
public interface AgentRelation {

  /** The field of an agent that shows it: {@code tools}. */
  String field();

  /** An agent was made of these fields; what it was made with is written already. */
  void made(Tx tx, Caller caller, Agent agent, AgentFields fields);

  /** An agent became this by these fields, of which those that are absent change nothing. */
  void changed(Tx tx, Caller caller, Agent agent, AgentFields fields);

  /** What each of these agents has, as JSON objects; agents that have nothing are left out. */
  Map<String, List<Map<String, Object>>> of(Tx tx, String tenant, List<String> agentIds);
}
