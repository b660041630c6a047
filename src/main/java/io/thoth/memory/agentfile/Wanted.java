package io.thoth.memory.agentfile;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written into a file.
 *
 * @param conversationId of the one agent: what was said in it stands for the agent's messages
 * @param scrubMessages leaves messages and conversations out
 * @param vectors whether passages carry theirs
 */
record Wanted(
    List<String> agentIds,
    @Nullable String conversationId,
    boolean scrubMessages,
    boolean vectors) {
  private static final int MOST = 1_000;

  Wanted {
    agentIds = agentIds.stream().distinct().toList();
    agentIds.forEach(id -> Id.require("agent_id", Id.AGENT, id));
    Id.allow("conversation_id", Id.CONVERSATION, conversationId);
    if (agentIds.size() > MOST) {
      throw Fault.invalid("agent_ids", "must be at most " + MOST);
    }
    if (conversationId != null && agentIds.size() > 1) {
      throw new Fault(
          FaultKind.UNACCEPTABLE, "conversation_id: goes with one agent, not with several");
    }
  }

  /** Whether conversations are carried as such. */
  boolean withConversations() {
    return !scrubMessages && conversationId == null;
  }
}
