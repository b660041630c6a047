package io.thoth.memory.recall;

import io.thoth.memory.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells stored messages as clients know them: one row becomes a message of a {@code message_type}
 * for everything it holds, all with the row's id.
 */
final class Telling {
  private static final int LOW_BITS = 0x7f;

  private final Message message;
  private final List<Map<String, @Nullable Object>> told = new ArrayList<>(2);

  private Telling(Message message) {
    this.message = message;
  }

  /** What a message tells, of these types; null for all. */
  static List<Map<String, @Nullable Object>> of(Message message, @Nullable List<String> types) {
    Telling telling = new Telling(message);
    telling.tell();
    telling.name();
    return types == null
        ? telling.told
        : telling.told.stream()
            .filter(one -> types.contains(Objects.toString(one.get("message_type"))))
            .toList();
  }

  /** The same with where it was said, as lists over all agents show it. */
  static List<Map<String, @Nullable Object>> located(
      Message message, @Nullable List<String> types) {
    List<Map<String, @Nullable Object>> told = of(message, types);
    for (Map<String, @Nullable Object> one : told) {
      one.put("message_id", message.id());
      one.put("agent_id", message.agentId());
      one.put("conversation_id", message.conversationId());
      one.put("created_at", message.createdAt());
    }
    return told;
  }

  private void tell() {
    MessageBody body = message.body();
    switch (message.role()) {
      case "system" -> add("system_message").put("content", SearchedText.joined(body.content()));
      case "user" -> add("user_message").put("content", shown(said(body)));
      case "tool" -> returns(body);
      case "approval" -> approval(body);
      case "summary" -> summary(body);
      default -> assistant(body);
    }
  }

  private void assistant(MessageBody body) {
    List<Map<String, Object>> said = new ArrayList<>();
    for (Map<String, Object> part : SearchedText.list(body.content())) {
      switch (String.valueOf(part.get("type"))) {
        case "reasoning" -> reasoning(part);
        case "redacted_reasoning" -> hidden("redacted", part.get("data"));
        case "omitted_reasoning" -> hidden("omitted", null);
        case "text" -> said.add(part);
        default -> {
          // what clients have no message for
        }
      }
    }
    if (!said.isEmpty()) {
      add("assistant_message").put("content", shown(said));
    }
    List<Map<String, Object>> calls = new ArrayList<>();
    for (Map<String, Object> call : SearchedText.list(body.toolCalls())) {
      String spoken = SearchedText.spoken(call);
      if (spoken == null) {
        calls.add(call(call));
      } else {
        add("assistant_message").put("content", spoken);
      }
    }
    if (!calls.isEmpty()) {
      calls("tool_call_message", calls);
    }
  }

  private void reasoning(Map<String, Object> part) {
    Map<String, @Nullable Object> one = add("reasoning_message");
    one.put("reasoning", Objects.toString(part.get("reasoning"), ""));
    boolean reasoner = Boolean.TRUE.equals(part.get("is_native"));
    one.put("source", reasoner ? "reasoner_model" : "non_reasoner_model");
    one.put("signature", part.get("signature"));
  }

  private void hidden(String state, @Nullable Object data) {
    Map<String, @Nullable Object> one = add("hidden_reasoning_message");
    one.put("state", state);
    one.put("hidden_reasoning", data);
  }

  private void calls(String type, List<Map<String, Object>> calls) {
    Map<String, @Nullable Object> one = add(type);
    one.put("tool_call", calls.getFirst());
    one.put("tool_calls", calls);
  }

  private static Map<String, Object> call(Map<String, Object> stored) {
    Map<?, ?> function = stored.get("function") instanceof Map<?, ?> inner ? inner : Map.of();
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("name", Objects.toString(function.get("name"), ""));
    call.put("arguments", Objects.toString(function.get("arguments"), "{}"));
    call.put("tool_call_id", Objects.toString(stored.get("id"), ""));
    return call;
  }

  private void returns(MessageBody body) {
    List<Map<String, @Nullable Object>> returns =
        SearchedText.list(body.toolReturns()).stream().map(Telling::toolReturn).toList();
    if (returns.isEmpty() || SearchedText.answersSpeaking(body)) {
      return;
    }
    Map<String, @Nullable Object> one = add("tool_return_message");
    one.putAll(returns.getFirst());
    one.remove("type");
    one.put("tool_returns", returns);
  }

  private static Map<String, @Nullable Object> toolReturn(Map<String, Object> stored) {
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("type", "tool");
    one.put("tool_return", SearchedText.joined(stored.get("func_response")));
    one.put("status", stored.getOrDefault("status", "success"));
    one.put("tool_call_id", Objects.toString(stored.get("tool_call_id"), ""));
    one.put("stdout", stored.get("stdout"));
    one.put("stderr", stored.get("stderr"));
    return one;
  }

  private void approval(MessageBody body) {
    List<Map<String, Object>> calls =
        SearchedText.list(body.toolCalls()).stream().map(Telling::call).toList();
    if (!calls.isEmpty()) {
      calls("approval_request_message", calls);
      return;
    }
    Map<String, @Nullable Object> one = add("approval_response_message");
    one.put("approvals", body.approvals());
    one.put("approve", body.approve());
    one.put("approval_request_id", body.approvalRequestId());
    one.put("reason", body.denialReason());
  }

  private void summary(MessageBody body) {
    if (body.eventType() != null) {
      Map<String, @Nullable Object> one = add("event_message");
      one.put("event_type", body.eventType());
      one.put("event_data", body.eventData() == null ? Map.of() : body.eventData());
      return;
    }
    Map<String, @Nullable Object> one = add("summary_message");
    one.put("summary", SearchedText.joined(body.content()));
    one.put("compaction_stats", body.compactionStats());
  }

  private static List<Map<String, Object>> said(MessageBody body) {
    return SearchedText.list(body.content()).stream()
        .filter(part -> "text".equals(part.get("type")) || "image".equals(part.get("type")))
        .toList();
  }

  /** A single text as it is, else the parts. */
  private static Object shown(List<Map<String, Object>> parts) {
    if (parts.isEmpty()) {
      return "";
    }
    return parts.size() == 1 && parts.getFirst().get("text") instanceof String text ? text : parts;
  }

  private Map<String, @Nullable Object> add(String type) {
    MessageBody body = message.body();
    Map<String, @Nullable Object> one = new LinkedHashMap<>();
    one.put("id", message.id());
    one.put("date", message.createdAt());
    one.put("name", body.name());
    one.put("message_type", type);
    one.put("otid", null);
    one.put("sender_id", body.senderId());
    one.put("step_id", body.stepId());
    one.put("is_err", body.isErr());
    one.put("seq_id", null);
    one.put("run_id", body.runId());
    told.add(one);
    return one;
  }

  /** The client's own name for the first of them; the others are named after the row. */
  private void name() {
    for (int i = 0; i < told.size(); i++) {
      boolean own = i == 0 && message.otid() != null;
      told.get(i).put("otid", own ? message.otid() : otid(message.id(), i));
    }
  }

  /** The row's UUID with its lowest seven bits replaced by the index, as Letta does it. */
  private static String otid(String id, int index) {
    UUID uuid = UUID.fromString(id.substring(id.indexOf('-') + 1));
    long low = (uuid.getLeastSignificantBits() & ~LOW_BITS) | (index & LOW_BITS);
    return new UUID(uuid.getMostSignificantBits(), low).toString();
  }

  /** A message in the form in which Letta stores one. */
  static Map<String, @Nullable Object> stored(Message message) {
    MessageBody body = message.body();
    Map<String, @Nullable Object> json = new LinkedHashMap<>(Json.object(Json.write(body)));
    json.put("id", message.id());
    json.put("agent_id", message.agentId());
    json.put("conversation_id", message.conversationId());
    json.put("role", message.role());
    json.put("content", SearchedText.list(body.content()));
    json.put("otid", message.otid());
    json.put("created_at", message.createdAt());
    json.put("updated_at", message.createdAt());
    json.put("created_by_id", message.createdById());
    json.put("last_updated_by_id", message.createdById());
    return json;
  }
}
