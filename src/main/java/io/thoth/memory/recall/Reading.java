package io.thoth.memory.recall;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads messages as clients give them into the form they are stored in. */
final class Reading {
  private static final String SUCCESS = "success";

  private Reading() {}

  /** Drafts of these messages; parts of one message that stand together become one. */
  static List<Draft> drafts(List<NewMessage> messages) {
    List<Draft> drafts = new ArrayList<>(messages.size());
    @Nullable String open = null;
    for (NewMessage given : messages) {
      Draft draft = draft(given);
      String part = given.messageType() == null ? null : given.id();
      if (part != null && part.equals(open) && draft.role().equals(drafts.getLast().role())) {
        drafts.add(joined(drafts.removeLast(), draft));
      } else {
        drafts.add(draft);
      }
      open = part;
    }
    return drafts;
  }

  /** The draft of one message in these parts, whose role is that of the last of them. */
  static Draft joined(List<NewMessage> parts) {
    String role = role(parts.getLast());
    Draft joined = draft(parts.getFirst());
    for (NewMessage more : parts.subList(1, parts.size())) {
      joined = joined(joined, draft(more), role);
    }
    return joined;
  }

  private static Draft joined(Draft one, Draft other) {
    return joined(one, other, one.role());
  }

  private static Draft joined(Draft one, Draft other, String role) {
    MessageBody body = one.body().and(other.body());
    return new Draft(
        one.id(),
        role,
        SearchedText.of(role, body),
        body,
        one.otid() == null ? other.otid() : one.otid(),
        one.createdAt());
  }

  private static Draft draft(NewMessage given) {
    String role = role(given);
    MessageBody body = body(given);
    return new Draft(
        given.id() == null || !given.id().startsWith(Id.MESSAGE)
            ? null
            : Id.require("id", Id.MESSAGE, given.id()),
        role,
        SearchedText.of(role, body),
        body,
        given.otid(),
        given.createdAt() == null ? given.date() : given.createdAt());
  }

  private static String role(NewMessage given) {
    if (given.messageType() != null) {
      return switch (given.messageType()) {
        case "system_message" -> "system";
        case "user_message" -> "user";
        case "tool_return_message" -> "tool";
        case "approval_request_message", "approval_response_message" -> "approval";
        case "summary_message", "event_message" -> "summary";
        default -> "assistant";
      };
    }
    if (given.role() != null) {
      return given.role().equals("function") ? "tool" : given.role();
    }
    return "tool_return".equals(given.type()) ? "tool" : "approval";
  }

  private static MessageBody body(NewMessage given) {
    return new MessageBody(
        content(given),
        toolCalls(given),
        given.toolCallId(),
        toolReturns(given),
        given.approvals(),
        given.approve(),
        given.approvalRequestId(),
        given.denialReason() == null ? given.reason() : given.denialReason(),
        given.name(),
        given.senderId(),
        given.stepId(),
        given.runId(),
        given.groupId(),
        given.batchItemId(),
        given.model(),
        given.isErr(),
        given.compactionStats(),
        "event_message".equals(given.messageType()) && given.eventType() == null
            ? "compaction"
            : given.eventType(),
        given.eventData());
  }

  private static @Nullable List<Map<String, Object>> content(NewMessage given) {
    List<Map<String, Object>> parts = new ArrayList<>();
    if (given.reasoning() != null) {
      Map<String, Object> part = new LinkedHashMap<>();
      part.put("type", "reasoning");
      part.put("reasoning", given.reasoning());
      part.put("is_native", "reasoner_model".equals(given.source()));
      if (given.signature() != null) {
        part.put("signature", given.signature());
      }
      parts.add(part);
    }
    if ("hidden_reasoning_message".equals(given.messageType())) {
      parts.add(
          given.hiddenReasoning() == null
              ? Map.of("type", "omitted_reasoning")
              : Map.of("type", "redacted_reasoning", "data", given.hiddenReasoning()));
    }
    String text = given.summary();
    if (text != null) {
      parts.add(Map.of("type", "text", "text", text));
    }
    parts.addAll(parts(given.content()));
    return parts.isEmpty() ? null : parts;
  }

  /** What content that was checked holds. */
  @SuppressWarnings("unchecked") // the rules made every part such a map
  static List<Map<String, Object>> parts(@Nullable Object content) {
    return switch (content) {
      case String text -> List.of(Map.of("type", "text", "text", text));
      case List<?> parts -> (List<Map<String, Object>>) parts;
      case null, default -> List.of();
    };
  }

  private static @Nullable List<Map<String, Object>> toolCalls(NewMessage given) {
    List<Map<String, Object>> calls = given.toolCalls();
    if (calls == null && given.toolCall() != null) {
      calls = List.of(given.toolCall());
    }
    return calls == null || calls.isEmpty() ? null : calls.stream().map(Reading::call).toList();
  }

  /** In the form of chat completions, whichever of the two it came in. */
  private static Map<String, Object> call(Map<String, Object> given) {
    Map<?, ?> function = given.get("function") instanceof Map<?, ?> inner ? inner : given;
    if (!(function.get("name") instanceof String name)) {
      throw Fault.invalid("tool_calls", "must have a name each");
    }
    Object arguments = function.get("arguments");
    Object id = given.get("tool_call_id") == null ? given.get("id") : given.get("tool_call_id");
    Map<String, Object> call = new LinkedHashMap<>();
    call.put("id", id == null ? "" : id.toString());
    call.put("type", "function");
    String text = arguments == null ? "{}" : text(arguments);
    Map<String, Object> called = new LinkedHashMap<>();
    called.put("name", name);
    called.put("arguments", text);
    call.put("function", called);
    return call;
  }

  private static @Nullable List<Map<String, Object>> toolReturns(NewMessage given) {
    if (given.toolReturns() != null && !given.toolReturns().isEmpty()) {
      return given.toolReturns().stream().map(Reading::toolReturn).toList();
    }
    boolean ofTool = "tool".equals(given.role()) || "function".equals(given.role());
    if (given.toolReturn() == null && !(ofTool && given.content() != null)) {
      return null;
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("tool_call_id", given.toolCallId() == null ? "" : given.toolCallId());
    one.put("status", given.status() == null ? SUCCESS : given.status());
    one.put(
        "tool_return",
        given.toolReturn() == null ? SearchedText.joined(given.content()) : given.toolReturn());
    one.put("stdout", given.stdout());
    one.put("stderr", given.stderr());
    return List.of(toolReturn(one));
  }

  /** In the stored form, whichever of the two it came in. */
  private static Map<String, Object> toolReturn(Map<String, Object> given) {
    Object response = given.get("func_response");
    if (response == null) {
      response = given.get("tool_return");
    }
    Object status = given.getOrDefault("status", SUCCESS);
    if (!SUCCESS.equals(status) && !"error".equals(status)) {
      throw Fault.invalid("status", "must be success or error");
    }
    Map<String, Object> one = new LinkedHashMap<>();
    one.put("tool_call_id", given.getOrDefault("tool_call_id", ""));
    one.put("status", status);
    one.put("func_response", response == null ? "" : response);
    one.put("stdout", given.get("stdout"));
    one.put("stderr", given.get("stderr"));
    return one;
  }

  private static String text(Object value) {
    return value instanceof String text ? text : Json.write(value);
  }
}
