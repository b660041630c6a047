package io.thoth.memory.letta;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Tx;
import java.util.List;

/**
 * Carries agents with everything that is theirs. Each is an arrival of its own, named by its id,
 * and unseen until all of it is here; one that is seen is whole, and is not touched any more.
 */
final class AgentImport {
  private static final String ALL =
      "/v1/agents/?order=asc&show_hidden_agents=true"
          + "&include=agent.tags&include=agent.secrets&include=agent.identities";

  private final Move move;
  private final ToolImport tools;
  private final BlockImport blocks;
  private final IdentityImport identities;
  private final PassageImport passages;
  private final MessageImport messages;
  private final ConversationImport conversations;
  private long reached;
  private long secrets;

  AgentImport(
      Move move,
      ToolImport tools,
      BlockImport blocks,
      IdentityImport identities,
      PassageImport passages) {
    this.move = move;
    this.tools = tools;
    this.blocks = blocks;
    this.identities = identities;
    this.passages = passages;
    messages = new MessageImport(move);
    conversations = new ConversationImport(move, blocks);
  }

  /**
   * All agents, the oldest first.
   *
   * @param count how many there are, for whoever watches
   */
  void run(String count) {
    boolean offered =
        move.pages().each(ALL, Id.AGENT, null, page -> page.forEach(item -> bring(item, count)));
    if (!offered) {
      throw new LettaProblem("GET /v1/agents/ is not there: this is no Letta");
    }
    move.tally()
        .left(
            "secrets",
            secrets,
            "their names are here with empty values, because secrets do not go over the network:"
                + " set them anew");
  }

  private void bring(Item item, String count) {
    move.steps().at("agent %,d of %s".formatted(++reached, count));
    String id = item.id(Id.AGENT);
    Landing landing = move.landing();
    secrets += AgentShape.secrets(item);
    boolean known = landing.read(tx -> AgentArrivals.has(tx, landing.tenant(), id));
    if (known && !landing.read(tx -> isUnseen(tx, id))) {
      move.tally().here(Tally.AGENTS, 1);
      return;
    }
    if (!known && landing.read(tx -> landing.wasDeleted(tx, id))) {
      move.tally().deleted(Tally.AGENTS, id);
      return;
    }
    carry(id, item);
  }

  private void carry(String id, Item item) {
    try {
      Agent agent = made(item, AgentShape.fields(item, List.of(), List.of()));
      begin(agent);
      contents(new Owner(id, agent.name()), item);
      reveal(item, tools.of(id), blocks.of(id));
      move.tally().carried(Tally.AGENTS, 1);
    } catch (Fault fault) {
      Refusal.require(fault);
      move.tally().refused(Tally.AGENTS, id, fault);
    }
  }

  private boolean isUnseen(Tx tx, String agentId) {
    return AgentArrivals.isUnseen(tx, move.landing().tenant(), agentId);
  }

  private Agent made(Item item, AgentFields fields) {
    Landing landing = move.landing();
    return landing
        .agents()
        .made(
            landing.caller(),
            item.id(Id.AGENT),
            fields,
            item.time("created_at"),
            item.time("updated_at"));
  }

  private void begin(Agent agent) {
    Landing landing = move.landing();
    landing.write(
        tx -> {
          if (!isUnseen(tx, agent.id())) {
            landing.agents().begin(tx, landing.caller(), agent, agent.id());
            landing.recall().begin(tx, landing.caller(), agent.id(), agent.createdAt());
          }
          return true;
        });
  }

  private void contents(Owner agent, Item item) {
    passages.ofAgent(agent);
    messages.ofAgent(agent, item.ids("message_ids", Id.MESSAGE));
    conversations.ofAgent(agent);
  }

  /** In one transaction the agent is there with its tools, blocks and identities. */
  private void reveal(Item item, List<String> toolIds, List<String> blockIds) {
    Landing landing = move.landing();
    AgentFields fields = AgentShape.fields(item, toolIds, identities.of(item));
    Agent agent = made(item, fields);
    landing.write(
        tx -> {
          landing.agents().reveal(tx, landing.caller(), agent, fields);
          blockIds.forEach(
              block -> landing.attaching().attach(tx, landing.caller(), agent.id(), block));
          return true;
        });
  }
}
