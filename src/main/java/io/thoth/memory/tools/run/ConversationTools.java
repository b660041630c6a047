package io.thoth.memory.tools.run;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.recall.Message;
import io.thoth.memory.recall.MessageSearch;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tool that searches an agent's messages, which it asks recall memory over the bus. */
public final class ConversationTools {
  private static final String SEARCH = "conversation_search";
  private static final int USUAL_LIMIT = 5;
  private static final String MODE = "hybrid";
  private static final DateTimeFormatter LOCAL =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

  private final Bus bus;

  public ConversationTools(Bus bus) {
    this.bus = bus;
  }

  public static boolean has(String tool) {
    return SEARCH.equals(tool);
  }

  /**
   * @param zone of the agent, in which times are told
   */
  public Map<String, Object> run(
      ToolArguments arguments, String agentId, ZoneId zone, Caller caller) {
    Integer limit = arguments.numberOrNull("limit");
    MessageSearch.Ask question =
        new MessageSearch.Ask(
            arguments.textOrNull("query"),
            MODE,
            arguments.textsOrNull("roles"),
            agentId,
            null,
            limit == null ? USUAL_LIMIT : limit,
            arguments.textOrNull("start_date"),
            arguments.textOrNull("end_date"));
    boolean ranked = question.query() != null;
    Instant now = Times.now();
    List<Map<String, Object>> results =
        bus.call(MessageSearch.SEARCH, question, caller).matches().stream()
            .map(match -> shown(match, ranked, zone, now))
            .toList();
    Map<String, Object> found = new LinkedHashMap<>();
    found.put(
        "message",
        results.isEmpty() ? "No results found." : "Showing " + results.size() + " results:");
    found.put("results", results);
    return found;
  }

  private static Map<String, Object> shown(
      MessageSearch.Match match, boolean ranked, ZoneId zone, Instant now) {
    Message message = match.message();
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("timestamp", LOCAL.format(message.createdAt().atZone(zone)));
    shown.put("time_ago", ago(Duration.between(message.createdAt(), now)));
    shown.put("role", message.role());
    if (ranked) {
      shown.put("relevance", relevance(match));
    }
    String text = message.text() == null ? "" : message.text();
    Map<String, Object> parsed = parsed(text);
    if (parsed.isEmpty()) {
      shown.put("content", text);
    } else {
      parsed.forEach(shown::putIfAbsent);
    }
    return shown;
  }

  /** Under Letta's names; the score is our fusion's and not of reciprocal ranks. */
  private static Map<String, @Nullable Object> relevance(MessageSearch.Match match) {
    Map<String, @Nullable Object> relevance = new LinkedHashMap<>();
    relevance.put("rrf_score", match.score());
    relevance.put("vector_rank", match.vectorRank());
    relevance.put("fts_rank", match.ftsRank());
    relevance.put("search_mode", MODE);
    return relevance;
  }

  /** A text that is a JSON object is shown by its fields. */
  private static Map<String, Object> parsed(String text) {
    if (!text.startsWith("{") || !text.endsWith("}")) {
      return Map.of();
    }
    try {
      return Json.object(text);
    } catch (Fault | UncheckedIOException e) {
      return Map.of();
    }
  }

  static String ago(Duration age) {
    long seconds = Math.max(0, age.toSeconds());
    if (seconds < 60) {
      return seconds + "s ago";
    }
    if (seconds < 3_600) {
      return seconds / 60 + "m ago";
    }
    return seconds < 86_400 ? seconds / 3_600 + "h ago" : seconds / 86_400 + "d ago";
  }
}
