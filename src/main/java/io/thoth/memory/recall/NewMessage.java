package io.thoth.memory.recall;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as clients give one, in either of two forms: by {@code role}, as models are spoken to
 * and as agent files hold them, or by {@code message_type}, as lists of messages tell them.
 * Consecutive parts of the second form with the same {@code id} are one message.
 *
 * @param id kept when it is {@code message-<uuid4>}; else a fresh one is given
 * @param type {@code message} (usual), {@code approval} or {@code tool_return}: the kind of what is
 *     sent to an agent
 * @param content a text or a list of parts
 * @param createdAt usually now; {@code date} says the same
 */
public record NewMessage(
    @Nullable String role,
    @Nullable String messageType,
    @Nullable String type,
    @Nullable Object content,
    @Nullable String id,
    @Nullable String otid,
    @Nullable String name,
    @Nullable Instant createdAt,
    @Nullable Instant date,
    @Nullable String reasoning,
    @Nullable String source,
    @Nullable String signature,
    @Nullable String state,
    @Nullable String hiddenReasoning,
    @Nullable Map<String, Object> toolCall,
    @Nullable List<Map<String, Object>> toolCalls,
    @Nullable String toolCallId,
    @Nullable Object toolReturn,
    @Nullable String status,
    @Nullable List<String> stdout,
    @Nullable List<String> stderr,
    @Nullable List<Map<String, Object>> toolReturns,
    @Nullable List<Map<String, Object>> approvals,
    @Nullable Boolean approve,
    @Nullable String approvalRequestId,
    @Nullable String reason,
    @Nullable String denialReason,
    @Nullable String summary,
    @Nullable Map<String, Object> compactionStats,
    @Nullable String eventType,
    @Nullable Map<String, Object> eventData,
    @Nullable String senderId,
    @Nullable String stepId,
    @Nullable String runId,
    @Nullable String groupId,
    @Nullable String batchItemId,
    @Nullable String model,
    @Nullable Boolean isErr) {

  public NewMessage {
    MessageRules.kind(role, messageType, type);
    content = MessageRules.content(content);
    otid = MessageRules.otid(otid);
    toolReturn = MessageRules.content(toolReturn);
    MessageRules.open("tool_call", toolCall);
    MessageRules.open("tool_calls", toolCalls);
    MessageRules.open("tool_returns", toolReturns);
    MessageRules.open("approvals", approvals);
    MessageRules.open("compaction_stats", compactionStats);
    MessageRules.open("event_data", eventData);
  }

  /** A message that is only a text. */
  public static NewMessage of(String role, Object content) {
    return new NewMessage(
        role, null, null, content, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
        null, null, null, null, null, null, null, null);
  }
}
