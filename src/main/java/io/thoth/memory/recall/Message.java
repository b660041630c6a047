package io.thoth.memory.recall;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One stored message. Clients are told it as one or several messages of {@code message_type}.
 *
 * @param conversationId where it was said; null in the agent's own conversation
 * @param sequence its place among the agent's messages, in the order they came
 * @param role {@code system}, {@code user}, {@code assistant}, {@code tool}, {@code approval} or
 *     {@code summary}
 * @param text what search looks at; null when there is nothing to find
 * @param otid the client's own name for it, unique in the agent
 */
public record Message(
    String id,
    String agentId,
    @Nullable String conversationId,
    long sequence,
    String role,
    @Nullable String text,
    MessageBody body,
    @Nullable String otid,
    boolean inContext,
    String createdById,
    Instant createdAt) {}
