package io.thoth.memory.recall;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;

/** Deletes conversations. However many messages one has, the transaction that deletes is short. */
final class ConversationDeletion {
  /** So often at most it is counted before the transaction, the last time to no avail perhaps. */
  private static final int COUNTS = 4;

  private final Sql sql;
  private final MessageStore messages;
  private final ConversationStore conversations;
  private final AgentBlocks blocks;
  private final Departures departures;

  ConversationDeletion(
      Sql sql,
      MessageStore messages,
      ConversationStore conversations,
      AgentBlocks blocks,
      Departures departures) {
    this.sql = sql;
    this.messages = messages;
    this.conversations = conversations;
    this.blocks = blocks;
    this.departures = departures;
  }

  Work<Messages.Done> delete(Conversations.Delete question, Caller caller) {
    String tenant = caller.tenant();
    Sole counted = counted(tenant, question.conversationId());
    return tx -> {
      Conversation known = conversations.require(tx, tenant, question.conversationId());
      // The agent's messages first, as whoever appends does.
      long changed = messages.advance(tx, tenant, known.agentId(), 1, 0);
      Conversation gone = conversations.requireToChange(tx, tenant, known.id());
      Sole sole = counted.now(tx, tenant, gone);
      conversations.delete(tx, caller, gone, changed);
      gone.isolatedBlockIds().forEach(id -> blocks.delete(tx, caller, id));
      messages.hidden(tx, tenant, gone.agentId(), sole.messages(), sole.bytes());
      MessageStore.placed(tx, tenant, gone.agentId());
      departures.begin(tx, tenant, gone.id());
      return new Messages.Done(gone.id(), Times.now());
    };
  }

  /**
   * Counts again when old messages were put elsewhere meanwhile, for in the transaction everybody
   * who writes to the agent would wait for that. Of one that is not there nothing is counted:
   * whether it is there, or was deleted by the same request, the transaction says.
   */
  private Sole counted(String tenant, String conversationId) {
    Sole counted = Sole.NOTHING;
    for (int i = 0; i < COUNTS; i++) {
      Sole known = counted;
      counted =
          sql.read(
              "conversation.delete.count",
              tx ->
                  conversations
                      .find(tx, tenant, conversationId)
                      .map(found -> known.now(tx, tenant, found))
                      .orElse(known));
      if (counted.placed() == known.placed()) {
        return counted;
      }
    }
    return counted;
  }
}
