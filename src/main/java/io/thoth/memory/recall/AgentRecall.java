package io.thoth.memory.recall;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentMessages;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Map;

/** What recall memory does for agents inside their transactions. Thread-safe. */
public final class AgentRecall implements AgentMessages {
  private final MessageStore messages = new MessageStore();
  private final Contexts contexts = new Contexts();
  private final MessageWriting writing;

  /** Where nothing embeds messages. */
  public AgentRecall() {
    this(() -> {});
  }

  /**
   * @param stored is told after a commit that there is something to embed
   */
  AgentRecall(Runnable stored) {
    writing = new MessageWriting(messages, new ConversationStore(), contexts, stored);
  }

  @Override
  public void begin(Tx tx, Caller caller, Agent agent, List<Map<String, Object>> sequence) {
    messages.begin(tx, caller, agent.id(), agent.createdAt());
    List<NewMessage> given = sequence.stream().map(AgentRecall::message).toList();
    if (given.size() > MessageRules.MOST) {
      throw Fault.invalid("initial_message_sequence", "must be at most " + MessageRules.MOST);
    }
    if (!given.isEmpty()) {
      writing.write(tx, caller, new Place(agent.id(), null), Reading.drafts(given));
    }
  }

  private static NewMessage message(Map<String, Object> given) {
    return Json.convert(Json.raw().valueToTree(given), NewMessage.class);
  }

  @Override
  public long bytes(Tx tx, String tenant, String agentId) {
    return MessageStore.bytes(tx, tenant, agentId);
  }

  @Override
  public void setContext(Tx tx, Caller caller, String agentId, List<String> messageIds) {
    contexts.set(tx, caller.tenant(), agentId, messageIds);
    messages.journal(tx, caller, agentId, "context.set", Map.of("message_ids", messageIds));
  }

  @Override
  public Map<String, List<String>> context(Tx tx, String tenant, List<String> agentIds) {
    return contexts.ofAgents(tx, tenant, agentIds);
  }
}
