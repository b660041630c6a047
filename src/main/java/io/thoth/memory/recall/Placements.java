package io.thoth.memory.recall;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of whoever wants to know in which conversations an agent's messages stand. */
public interface Placements {
  Operation<Among, Found> ASK =
      Operation.read("recall.message.placements", Among.class, Found.class);

  Operation<Context, Messages.Stored> CONTEXT =
      Operation.read("recall.message.context", Context.class, Messages.Stored.class);

  /**
   * The messages in a context, the system message first.
   *
   * @param conversationId absent for the agent's own conversation
   */
  record Context(String agentId, @Nullable String conversationId) {
    public Context {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.allow("conversation_id", Id.CONVERSATION, conversationId);
    }
  }

  /**
   * The places of an agent's messages in conversations that are not deleted.
   *
   * @param first sequence of the messages
   * @param last sequence of the messages, included
   */
  record Among(String agentId, long first, long last) {
    public Among {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  /**
   * @param sequence of the message
   * @param position in the conversation, from 1
   */
  record Placement(long sequence, String conversationId, long position, boolean inContext) {}

  /** By sequence, then by conversation. */
  record Found(List<Placement> placements) {
    public Found {
      placements = List.copyOf(placements);
    }
  }
}
