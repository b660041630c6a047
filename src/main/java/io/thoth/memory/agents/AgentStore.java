package io.thoth.memory.agents;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Tx;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of agents, inside the transaction given. */
final class AgentStore {

  Agent require(Tx tx, String tenant, String agentId) {
    return require(tx, tenant, agentId, "");
  }

  /** The agent to be changed; it stays as it is for everybody else until the transaction ends. */
  Agent lock(Tx tx, String tenant, String agentId) {
    return require(tx, tenant, agentId, tx.forUpdate("a"));
  }

  private static Agent require(Tx tx, String tenant, String agentId, String locking) {
    return tx.one(
            "select "
                + AgentRow.COLUMNS
                + " from agent a where a.tenant = ? and a.id = ? and a.arrival is null"
                + locking,
            AgentRow::agent,
            tenant,
            agentId)
        .orElseThrow(() -> Fault.notFound("Agent", agentId));
  }

  void insert(Tx tx, Caller caller, Agent agent) {
    insertRow(tx, caller, agent);
    tag(tx, caller.tenant(), agent);
    journal(tx, caller, agent, "create");
  }

  /** Inserts an agent that nobody sees before {@link #reveal}. */
  void insertUnseen(Tx tx, Caller caller, Agent agent, String arrival) {
    if (Departures.isLeft(tx, "agent", caller.tenant(), agent.id())) {
      throw Fault.unavailable("Agent '" + agent.id() + "' is still being removed; try again soon");
    }
    insertRow(tx, caller, agent);
    tx.update(
        "update agent set arrival = ? where tenant = ? and id = ?",
        arrival,
        caller.tenant(),
        agent.id());
  }

  /** Lets an agent be seen as it is given here, which need not be what was inserted. */
  void reveal(Tx tx, Caller caller, Agent agent) {
    update(tx, caller, agent, agent.version());
    tx.update(
        "update agent set arrival = null where tenant = ? and id = ?", caller.tenant(), agent.id());
    tag(tx, caller.tenant(), agent);
    journal(tx, caller, agent, "import");
  }

  private static void insertRow(Tx tx, Caller caller, Agent agent) {
    tx.update(
        """
        insert into agent (name, description, system, agent_type, tags, metadata, hidden, timezone,
          llm_config, embedding_config, settings, project_id, template_id, base_template_id,
          updated_by, version, updated_at, created_by, created_at, tenant, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        AgentRow.values(
            agent,
            agent.createdById(),
            Times.micros(agent.createdAt()),
            caller.tenant(),
            agent.id()));
    Usage.add(tx, caller.tenant(), Usage.Amount.agents(1));
  }

  /** Writes what an agent became; the agent it was must still be the current one. */
  void save(Tx tx, Caller caller, Agent before, Agent after, String operation) {
    if (update(tx, caller, after, before.version()) != 1) {
      throw Fault.conflict("Agent '" + after.id() + "' was changed at the same time; try again");
    }
    if (!after.tags().equals(before.tags())) {
      tx.update(
          "delete from agent_tag where tenant = ? and agent_id = ?", caller.tenant(), after.id());
      tag(tx, caller.tenant(), after);
    }
    journal(tx, caller, after, operation);
  }

  private static int update(Tx tx, Caller caller, Agent after, long version) {
    return tx.update(
        """
        update agent set name = ?, description = ?, system = ?, agent_type = ?, tags = ?,
          metadata = ?, hidden = ?, timezone = ?, llm_config = ?, embedding_config = ?,
          settings = ?, project_id = ?, template_id = ?, base_template_id = ?, updated_by = ?,
          version = ?, updated_at = ?
        where tenant = ? and id = ? and version = ?
        """,
        AgentRow.values(after, caller.tenant(), after.id(), version));
  }

  /**
   * Counts and tells that the agent is deleted.
   *
   * @param bytes that its messages count
   */
  void departed(Tx tx, Caller caller, Agent agent, long bytes) {
    Usage.add(tx, caller.tenant(), Usage.Amount.agents(-1).withBytes(-bytes));
    Journal.append(
        tx,
        caller,
        new Change(
            agent.id(),
            agent.version() + 1,
            "delete",
            Times.nowAfter(agent.updatedAt()),
            Json.write(AgentSecrets.emptied(agent))));
  }

  private static void tag(Tx tx, String tenant, Agent agent) {
    List<@Nullable Object[]> rows =
        agent.tags().stream().map(tag -> new @Nullable Object[] {tenant, tag, agent.id()}).toList();
    tx.batch("insert into agent_tag (tenant, tag, agent_id) values (?, ?, ?)", rows);
  }

  private static void journal(Tx tx, Caller caller, Agent agent, String operation) {
    Journal.append(
        tx,
        caller,
        new Change(
            agent.id(),
            agent.version(),
            operation,
            agent.updatedAt(),
            Json.write(AgentSecrets.emptied(agent))));
  }
}
