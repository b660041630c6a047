package io.thoth.memory.recall;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One conversation, in the shape clients see.
 *
 * @param inContextMessageIds its system message and the newest of the others
 * @param isolatedBlockIds private copies of blocks that stand in for the agent's of the same label
 * @param messageCount how many messages there are besides the system message
 * @param version from 1, one more with every change of the conversation itself
 */
public record Conversation(
    String id,
    String agentId,
    @Nullable String summary,
    List<String> inContextMessageIds,
    List<String> isolatedBlockIds,
    @Nullable String model,
    @Nullable Map<String, Object> modelSettings,
    @Nullable Instant lastMessageAt,
    Instant createdAt,
    Instant updatedAt,
    String createdById,
    String lastUpdatedById,
    long messageCount,
    long version) {
  public Conversation {
    inContextMessageIds = List.copyOf(inContextMessageIds);
    isolatedBlockIds = List.copyOf(isolatedBlockIds);
  }

  /** The same with the messages in context. */
  Conversation with(List<String> messageIds) {
    return new Conversation(
        id,
        agentId,
        summary,
        messageIds,
        isolatedBlockIds,
        model,
        modelSettings,
        lastMessageAt,
        createdAt,
        updatedAt,
        createdById,
        lastUpdatedById,
        messageCount,
        version);
  }

  /** The same with private copies of blocks. */
  Conversation isolating(List<String> blockIds) {
    return new Conversation(
        id,
        agentId,
        summary,
        inContextMessageIds,
        blockIds,
        model,
        modelSettings,
        lastMessageAt,
        createdAt,
        updatedAt,
        createdById,
        lastUpdatedById,
        messageCount,
        version);
  }
}
