package io.thoth.memory.agents;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.removal.Departures;
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

  /**
   * Makes an agent that nobody sees before {@link #reveal}; a fault {@code UNAVAILABLE} while one
   * of this id is still being removed, which {@link AgentRemnants#departures} can be told to
   * finish.
   */
  public void begin(Tx tx, Caller caller, Agent agent, String arrival) {
    STORE.insertUnseen(tx, caller, agent, arrival);
  }

  /** Lets the agent be seen as it is given here, with the tools of these fields. */
  public void reveal(Tx tx, Caller caller, Agent agent, AgentFields fields) {
    STORE.reveal(tx, caller, agent);
    related.forEach(relation -> relation.made(tx, caller, agent, fields));
  }

  /** Whether the agent is there or on its way; one that is still being removed is neither. */
  public static boolean has(Tx tx, String tenant, String agentId) {
    return tx.number(
            "select count(*) from agent where tenant = ? and id = ?"
                + " and (arrival is null or arrival <> ?)",
            tenant,
            agentId,
            Departures.DEPARTED)
        > 0;
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
            "select count(*) from agent where tenant = ? and id = ? and arrival is not null"
                + " and arrival <> ?",
            tenant,
            agentId,
            Departures.DEPARTED)
        > 0;
  }

  /** Gives up an agent that was never seen; its rows are removed later. */
  public static void giveUp(Tx tx, Departures agents, String tenant, String agentId) {
    agents.begin(tx, tenant, agentId);
    Usage.add(tx, tenant, Usage.Amount.agents(-1));
  }
}
