package io.thoth.memory.tools.run;

import io.thoth.memory.archival.Passages;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tools of archival memory, which ask it over the bus. */
public final class ArchivalTools {
  private static final String INSERT = "archival_memory_insert";
  private static final String SEARCH = "archival_memory_search";
  private static final Set<String> NAMES = Set.of(INSERT, SEARCH);

  private final Bus bus;

  public ArchivalTools(Bus bus) {
    this.bus = bus;
  }

  public static boolean has(String tool) {
    return NAMES.contains(tool);
  }

  public @Nullable Object run(ToolArguments arguments, String agentId, Caller caller) {
    return arguments.tool().equals(INSERT)
        ? insert(arguments, agentId, caller)
        : search(arguments, agentId, caller);
  }

  private @Nullable Object insert(ToolArguments arguments, String agentId, Caller caller) {
    Passages.Create question =
        new Passages.Create(
            agentId, null, arguments.text("content"), arguments.textsOrNull("tags"), null, null);
    bus.call(Passages.CREATE, question, apart(caller));
    return null;
  }

  /**
   * The key under which the passage is stored: made of the run's own, so that a run that is
   * repeated finds its passage and does not store another. It has a space, which no client's key
   * may have.
   */
  private static Caller apart(Caller caller) {
    return caller.key() == null
        ? caller
        : new Caller(
            caller.tenant(),
            caller.actor(),
            caller.requestId(),
            caller.key() + " passage",
            caller.digest());
  }

  private List<Map<String, Object>> search(ToolArguments arguments, String agentId, Caller caller) {
    Passages.Search question =
        new Passages.Search(
            agentId,
            arguments.text("query"),
            arguments.textsOrNull("tags"),
            arguments.textOrNull("tag_match_mode"),
            arguments.numberOrNull("top_k"),
            arguments.textOrNull("start_datetime"),
            arguments.textOrNull("end_datetime"),
            null,
            true);
    return bus.call(Passages.SEARCH, question, caller).results().stream()
        .map(ArchivalTools::shown)
        .toList();
  }

  private static Map<String, Object> shown(Passages.Result result) {
    Map<String, Object> shown = new LinkedHashMap<>();
    shown.put("timestamp", result.timestamp());
    shown.put("content", result.content());
    shown.put("tags", result.tags());
    shown.put("id", result.id());
    shown.put("relevance", relevance(result.score(), Objects.requireNonNull(result.explain())));
    return shown;
  }

  /** Under Letta's names; the score is our fusion's and not of reciprocal ranks. */
  private static Map<String, @Nullable Object> relevance(double score, Passages.Explain explain) {
    Map<String, @Nullable Object> relevance = new LinkedHashMap<>();
    relevance.put("rrf_score", score);
    relevance.put("vector_rank", rank(explain.dense()));
    relevance.put("fts_rank", rank(explain.lexical()));
    return relevance;
  }

  private static @Nullable Integer rank(Passages.@Nullable Leg leg) {
    return leg == null ? null : leg.rank();
  }
}
