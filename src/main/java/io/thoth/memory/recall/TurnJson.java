package io.thoth.memory.recall;

import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A turn in which nobody answered, in the shapes clients know: whole, as events and as a run. */
final class TurnJson {
  private static final String END = "end_turn";

  private TurnJson() {}

  static Map<String, @Nullable Object> whole(Turns.Sent sent) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("messages", List.of());
    json.put("stop_reason", stopReason());
    json.put("usage", usage());
    json.put("logprobs", null);
    json.put("turns", null);
    return json;
  }

  /** For those who know no more than a text that comes back: it is empty. */
  static Map<String, Object> brief(Turns.Sent sent) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message", "");
    json.put("thread_id", Objects.requireNonNullElse(sent.conversationId(), Conversations.DEFAULT));
    json.put("tool_calls", List.of());
    return json;
  }

  private static Map<String, Object> stopReason() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("message_type", "stop_reason");
    json.put("stop_reason", END);
    return json;
  }

  private static Map<String, @Nullable Object> usage() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("message_type", "usage_statistics");
    for (String name :
        List.of("completion_tokens", "prompt_tokens", "total_tokens", "step_count")) {
      json.put(name, 0);
    }
    for (String name :
        List.of(
            "run_ids",
            "cached_input_tokens",
            "cache_write_tokens",
            "reasoning_tokens",
            "context_tokens")) {
      json.put(name, null);
    }
    return json;
  }

  /** The data of each event. */
  static List<String> events(Turns.Sent sent) {
    List<String> events = new ArrayList<>();
    if (sent.pings()) {
      events.add(Json.write(ping(sent)));
    }
    events.add(Json.write(stopReason()));
    events.add(Json.write(usage()));
    events.add("[DONE]");
    return events;
  }

  private static Map<String, @Nullable Object> ping(Turns.Sent sent) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", Id.MESSAGE + sent.runId().substring(Id.RUN.length()));
    json.put("date", sent.at());
    json.put("message_type", "ping");
    json.put("run_id", sent.runId());
    return json;
  }

  /** A run that is over already. */
  static Map<String, @Nullable Object> run(Turns.Sent sent) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", sent.runId());
    json.put("agent_id", sent.agentId());
    json.put("conversation_id", sent.conversationId());
    json.put("background", true);
    json.put("status", "completed");
    json.put("stop_reason", END);
    json.put("created_at", sent.at());
    json.put("completed_at", sent.at());
    for (String name :
        List.of(
            "base_template_id",
            "metadata",
            "request_config",
            "callback_url",
            "callback_sent_at",
            "callback_status_code",
            "callback_error",
            "ttft_ns",
            "total_duration_ns")) {
      json.put(name, null);
    }
    return json;
  }
}
