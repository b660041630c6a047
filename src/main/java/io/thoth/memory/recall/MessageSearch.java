package io.thoth.memory.recall;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The contract of the search for messages: by meaning and by words, on the engine of archival
 * memory. Filters are part of the search, and the turns before and after in the same conversation
 * count as neighbours.
 */
public interface MessageSearch {
  Operation<Ask, Found> SEARCH =
      Operation.read("recall.search", Ask.class, Found.class).within(Duration.ofSeconds(30));

  /** Where nobody names roles, what people and agents said to each other is looked at. */
  List<String> USUAL_ROLES = List.of("user", "assistant");

  /**
   * The best messages; without a query the newest.
   *
   * @param searchMode {@code hybrid} (usual), {@code vector} or {@code fts}
   * @param roles of {@code user}, {@code assistant} and {@code tool}; usually the first two
   * @param agentId of this agent only; else of all
   * @param conversationId of this conversation only; {@code default} for the agent's own
   * @param limit 1 to 100, usually 50
   * @param startDate earliest time; without an offset in the agent's timezone
   * @param endDate latest time; a date alone means all of that day
   */
  record Ask(
      @Nullable String query,
      @Nullable String searchMode,
      @Nullable List<String> roles,
      @Nullable String agentId,
      @Nullable String conversationId,
      @Nullable Integer limit,
      @Nullable String startDate,
      @Nullable String endDate) {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final Set<String> MODES = Set.of("hybrid", "vector", "fts");

    public Ask {
      query = MessageRules.query(query);
      searchMode =
          searchMode == null ? "hybrid" : MessageRules.among("search_mode", searchMode, MODES);
      roles = MessageRules.roles(roles);
      Id.allow("agent_id", Id.AGENT, agentId);
      if (conversationId != null) {
        MessageRules.place(conversationId, agentId);
      }
      limit = limit == null ? USUAL : limit;
      if (limit < 1 || limit > MOST) {
        throw Fault.invalid("limit", "must be from 1 to " + MOST + ", not " + limit);
      }
    }
  }

  /**
   * @param degraded whether the search went by words alone, for all or for some of the messages,
   *     because vectors are missing
   */
  record Found(List<Match> matches, boolean degraded) {
    public Found {
      matches = List.copyOf(matches);
    }
  }

  /**
   * @param score higher is better; comparable within one answer only; 0 without a query
   * @param vectorRank its place by meaning, from 1; null when not on that list
   * @param ftsRank its place by words, from 1; null when not on that list
   */
  record Match(
      Message message, double score, @Nullable Integer vectorRank, @Nullable Integer ftsRank) {}
}
