package io.thoth.memory.agents;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Agents that come from elsewhere, with the ids and times they are to have. Called inside the
 * transactions of whoever brings them, for a transaction cannot cross the bus; until all of an
 * arrival is there nobody sees its agents. Thread-safe.
 */
public final class AgentArrivals {
  private static final AgentStore STORE = new AgentStore();

  private final AgentMaking making;
  private final List<AgentRelation> related;

  /**
   * @param related what other features keep beside agents
   * @param usualModel the language model of agents that name none
   */
  public AgentArrivals(List<AgentRelation> related, Handle usualModel, Catalog catalog) {
    this.related = List.copyOf(related);
    this.making = new AgentMaking(usualModel, catalog);
  }

  /** The agent that these fields make. */
  public Agent made(
      Caller caller,
      String id,
      AgentFields fields,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt) {
    Agent fresh = making.made(caller, fields);
    Instant created = Objects.requireNonNullElse(createdAt, fresh.createdAt());
    return new Agent(
        id,
        fresh.name(),
        fresh.description(),
        fresh.system(),
        fresh.agentType(),
        fresh.tags(),
        fresh.metadata(),
        fresh.hidden(),
        fresh.timezone(),
        fresh.llmConfig(),
        fresh.embeddingConfig(),
        fresh.settings(),
        fresh.projectId(),
        fresh.templateId(),
        fresh.baseTemplateId(),
        fresh.createdById(),
        fresh.lastUpdatedById(),
        1,
        created,
        Objects.requireNonNullElse(updatedAt, created));
  }

  /** Makes an agent that nobody sees before {@link #reveal}. */
  public void begin(Tx tx, Caller caller, Agent agent, String arrival) {
    STORE.insertUnseen(tx, caller, agent, arrival);
  }

  /** Lets the agent be seen as it is given here, with the tools of these fields. */
  public void reveal(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    STORE.reveal(tx, caller, agent);
    related.forEach(relation -> relation.made(tx, caller, agent, fields));
  }

  public static boolean has(Tx tx, String tenant, String agentId) {
    return tx.number("select count(*) from agent where tenant = ? and id = ?", tenant, agentId) > 0;
  }

  /** The agents of an arrival that is not whole. */
  public static List<String> unseen(Tx tx, String tenant, String arrival) {
    return tx.query(
        "select id from agent where tenant = ? and arrival = ? order by id",
        row -> row.text("id"),
        tenant,
        arrival);
  }

  /** Whether the agent is there, but as part of an arrival that is not whole. */
  public static boolean isUnseen(Tx tx, String tenant, String agentId) {
    return tx.number(
            "select count(*) from agent where tenant = ? and id = ? and arrival is not null",
            tenant,
            agentId)
        > 0;
  }

  /** Removes an agent that was never seen. */
  public static void remove(Tx tx, String tenant, String agentId) {
    STORE.forget(tx, tenant, agentId);
  }
}
