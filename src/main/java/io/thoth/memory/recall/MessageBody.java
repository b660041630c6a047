package io.thoth.memory.recall;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a message holds, in the form in which Letta stores one; all of it is optional.
 *
 * @param content parts with a {@code type}: text, image, reasoning, redacted_reasoning,
 *     omitted_reasoning
 * @param toolCalls each {@code {id, type: function, function: {name, arguments}}}, the arguments as
 *     JSON text
 * @param toolReturns each {@code {tool_call_id, status, func_response, stdout, stderr}}
 * @param compactionStats of a summary
 * @param eventType of an event, which is told with {@code eventData}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MessageBody(
    @Nullable List<Map<String, Object>> content,
    @Nullable List<Map<String, Object>> toolCalls,
    @Nullable String toolCallId,
    @Nullable List<Map<String, Object>> toolReturns,
    @Nullable List<Map<String, Object>> approvals,
    @Nullable Boolean approve,
    @Nullable String approvalRequestId,
    @Nullable String denialReason,
    @Nullable String name,
    @Nullable String senderId,
    @Nullable String stepId,
    @Nullable String runId,
    @Nullable String groupId,
    @Nullable String batchItemId,
    @Nullable String model,
    @Nullable Boolean isErr,
    @Nullable Map<String, Object> compactionStats,
    @Nullable String eventType,
    @Nullable Map<String, Object> eventData) {

  /** A body that is only a text. */
  static MessageBody ofText(String text) {
    return new MessageBody(
        List.of(Map.of("type", "text", "text", text)),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** This body and what another part of the same message holds. */
  MessageBody and(MessageBody more) {
    return new MessageBody(
        joined(content, more.content),
        joined(toolCalls, more.toolCalls),
        or(toolCallId, more.toolCallId),
        joined(toolReturns, more.toolReturns),
        joined(approvals, more.approvals),
        or(approve, more.approve),
        or(approvalRequestId, more.approvalRequestId),
        or(denialReason, more.denialReason),
        or(name, more.name),
        or(senderId, more.senderId),
        or(stepId, more.stepId),
        or(runId, more.runId),
        or(groupId, more.groupId),
        or(batchItemId, more.batchItemId),
        or(model, more.model),
        or(isErr, more.isErr),
        or(compactionStats, more.compactionStats),
        or(eventType, more.eventType),
        or(eventData, more.eventData));
  }

  private static <T> @Nullable List<T> joined(@Nullable List<T> one, @Nullable List<T> other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return java.util.stream.Stream.concat(one.stream(), other.stream()).toList();
  }

  private static <T> @Nullable T or(@Nullable T one, @Nullable T other) {
    return one == null ? other : one;
  }
}
