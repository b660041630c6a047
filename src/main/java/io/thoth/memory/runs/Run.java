package io.thoth.memory.runs;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run, in the shape clients see.
 *
 * @param messageIds of the messages that were sent
 */
public record Run(
    String id,
    String agentId,
    @Nullable String conversationId,
    @Nullable Boolean background,
    String status,
    @Nullable String stopReason,
    Instant createdAt,
    @Nullable Instant completedAt,
    @Nullable List<String> messageIds,
    @Nullable String baseTemplateId,
    @Nullable Map<String, Object> metadata,
    @Nullable Map<String, Object> requestConfig,
    @Nullable String callbackUrl,
    @Nullable Instant callbackSentAt,
    @Nullable Integer callbackStatusCode,
    @Nullable String callbackError,
    @Nullable Long ttftNs,
    @Nullable Long totalDurationNs) {

  public Run {
    messageIds = messageIds == null ? List.of() : List.copyOf(messageIds);
  }
}
