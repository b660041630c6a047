package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.util.ArrayList;
import java.util.List;

/**
 * Forks conversations. A fork has the messages, the summary and the model that the other had when
 * it was asked for, and copies of the isolated blocks as they are when it comes into sight. When
 * its last transaction fails, which is not run here, what was written of it is found and removed
 * later by whoever looks for what is unfinished.
 */
final class Forking {
  private final Sql sql;
  private final MessageStore messages;
  private final ConversationStore conversations;
  private final ConversationWriting writing;
  private final AgentBlocks blocks;
  private final Departures departures;

  Forking(
      Sql sql,
      MessageStore messages,
      ConversationStore conversations,
      ConversationWriting writing,
      AgentBlocks blocks,
      Departures departures) {
    this.sql = sql;
    this.messages = messages;
    this.conversations = conversations;
    this.writing = writing;
    this.blocks = blocks;
    this.departures = departures;
  }

  private record Asked(ForkSource source, Conversation made) {}

  Work<Conversation> fork(Conversations.Fork question, Caller caller) {
    Asked asked = sql.read("conversation.fork.ask", tx -> asked(tx, question, caller));
    Conversation made = asked.made();
    ForkCopy copy = new ForkCopy(sql, caller, made, asked.source(), conversations);
    copy.stage(departures);
    return tx -> {
      copy.end(tx);
      long changed = messages.advance(tx, caller.tenant(), made.agentId(), 1, 0);
      Conversation whole = made.isolating(isolated(tx, caller, asked.source().place()));
      copy.reveal(tx, whole);
      writing.begin(tx, caller, whole);
      copy.finish(tx, changed);
      MessageStore.placed(tx, caller.tenant(), made.agentId());
      return writing.shown(tx, caller, made.id());
    };
  }

  private Asked asked(Tx tx, Conversations.Fork question, Caller caller) {
    String tenant = caller.tenant();
    Place place = Place.find(tx, tenant, question.conversationId(), question.agentId());
    String conversation = place.conversationId();
    if (conversation == null) {
      Conversation made =
          ConversationWriting.made(caller, place.agentId(), null, null, null, List.of());
      return new Asked(ForkSource.of(tx, tenant, place), made);
    }
    Conversation from = conversations.require(tx, tenant, conversation);
    Conversation made =
        ConversationWriting.made(
            caller, place.agentId(), from.summary(), from.model(), from.modelSettings(), List.of());
    return new Asked(ForkSource.of(tx, tenant, place), made);
  }

  /** Copies of the blocks that the other has; a fault when it was deleted meanwhile. */
  private List<String> isolated(Tx tx, Caller caller, Place place) {
    String conversation = place.conversationId();
    if (conversation == null) {
      AgentDirectory.require(tx, caller.tenant(), place.agentId());
      return List.of();
    }
    List<String> copies = new ArrayList<>();
    for (String id :
        conversations.requireToChange(tx, caller.tenant(), conversation).isolatedBlockIds()) {
      blocks
          .find(tx, caller.tenant(), id)
          .ifPresent(block -> copies.add(blocks.copy(tx, caller, block).id()));
    }
    return copies;
  }
}
