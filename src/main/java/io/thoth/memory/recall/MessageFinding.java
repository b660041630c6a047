package io.thoth.memory.recall;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.QueryVector;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.search.Explanation;
import io.thoth.memory.search.Filter;
import io.thoth.memory.search.FollowedIndexes;
import io.thoth.memory.search.Hit;
import io.thoth.memory.search.HotIndex;
import io.thoth.memory.search.SearchQuery;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Searches messages. First it is read how far the agents have come, so that the answer holds every
 * message that was answered before the question came; then the question is embedded and the indexes
 * are asked, with no connection held; at last the rows of the hits are read.
 */
final class MessageFinding {
  private final Sql sql;
  private final Embedder embedder;
  private final FollowedIndexes indexes;
  private final SearchSharing sharing;

  MessageFinding(Sql sql, Embedder embedder, FollowedIndexes indexes, SearchSharing sharing) {
    this.sql = sql;
    this.embedder = embedder;
    this.indexes = indexes;
    this.sharing = sharing;
  }

  /** Where a search looks, and the clock of whoever asks. */
  private record Scope(
      List<FollowedIndexes.Place> agents, @Nullable String conversation, ZoneId zone) {}

  /** The times a search is limited to, in microseconds. */
  private record Range(long from, long to) {}

  /** Refused as busy while the organisation has many searches under way. */
  MessageSearch.Found search(MessageSearch.Ask asked, Caller caller) {
    return sharing.bound().within(caller.tenant(), () -> searched(asked, caller));
  }

  private MessageSearch.Found searched(MessageSearch.Ask asked, Caller caller) {
    Scope scope = sql.read("message.search.scope", tx -> scope(tx, caller.tenant(), asked));
    Range range = range(asked, scope.zone());
    List<String> roles = Objects.requireNonNullElse(asked.roles(), MessageSearch.USUAL_ROLES);
    if (asked.query() == null) {
      return newest(caller.tenant(), asked, scope, range, roles);
    }
    float[] vector =
        "fts".equals(asked.searchMode())
            ? null
            : QueryVector.of(embedder, asked.query(), caller.tenant());
    int dimension = vector == null ? embedder.dimensions() : vector.length;
    List<HotIndex> found = indexes.at(caller.tenant(), scope.agents(), dimension);
    Filter filter =
        new Filter(
            roles.stream()
                .map(role -> MessageDocuments.tag(role, scope.conversation()))
                .collect(Collectors.toSet()),
            Filter.TagMatch.ANY,
            range.from(),
            range.to());
    SearchQuery query =
        new SearchQuery(asked.query(), vector, filter, limit(asked), mode(asked, vector));
    List<Hit> hits =
        found.isEmpty()
            ? List.of()
            : indexes.threads().search(sharing.turns(), caller.tenant(), found, query);
    boolean degraded =
        !"fts".equals(asked.searchMode())
            && (vector == null || found.stream().anyMatch(index -> index.pendingVectors() > 0));
    return new MessageSearch.Found(matches(caller.tenant(), scope, hits), degraded);
  }

  private static int limit(MessageSearch.Ask asked) {
    return Objects.requireNonNull(asked.limit());
  }

  /** Where nothing embeds, what was to go by meaning goes by words. */
  private static SearchQuery.Mode mode(MessageSearch.Ask asked, float @Nullable [] vector) {
    if (vector == null) {
      return SearchQuery.Mode.LEXICAL;
    }
    return "vector".equals(asked.searchMode()) ? SearchQuery.Mode.DENSE : SearchQuery.Mode.HYBRID;
  }

  private static Scope scope(Tx tx, String tenant, MessageSearch.Ask asked) {
    if (asked.agentId() == null && asked.conversationId() == null) {
      return new Scope(agents(tx, tenant, null), null, ZoneOffset.UTC);
    }
    Place place = Place.find(tx, tenant, asked.conversationId(), asked.agentId());
    ZoneId zone = AgentDirectory.require(tx, tenant, place.agentId()).timezone();
    String conversation =
        asked.conversationId() == null || place.conversationId() != null
            ? place.conversationId()
            : Conversations.DEFAULT;
    return new Scope(agents(tx, tenant, place.agentId()), conversation, zone);
  }

  private static List<FollowedIndexes.Place> agents(
      Tx tx, String tenant, @Nullable String agentId) {
    Conditions where =
        new Conditions("tenant = ? and " + AgentDirectory.sees("recall"), tenant)
            .given("agent_id = ?", agentId);
    return tx.query(
        "select agent_id, sequence, messages from recall where messages > 0 and " + where.text(),
        row ->
            new FollowedIndexes.Place(
                row.text("agent_id"), row.integer("sequence"), row.integer("messages")),
        where.arguments());
  }

  private static Range range(MessageSearch.Ask asked, ZoneId zone) {
    Instant from =
        asked.startDate() == null ? null : Times.parse("start_date", asked.startDate(), zone);
    Instant to = asked.endDate() == null ? null : Times.parseEnd("end_date", asked.endDate(), zone);
    if (from != null && to != null && from.isAfter(to)) {
      throw Fault.invalid("start_date", "must not be later than end_date");
    }
    return new Range(
        from == null ? Long.MIN_VALUE : Times.micros(from),
        to == null ? Long.MAX_VALUE : Times.micros(to));
  }

  /** The messages of the hits; one that was deleted since is left out. */
  private List<MessageSearch.Match> matches(String tenant, Scope scope, List<Hit> hits) {
    return sql.read(
        "message.search.rows",
        tx -> {
          List<MessageSearch.Match> matches = new ArrayList<>(hits.size());
          for (Hit hit : hits) {
            tx.one(
                    "select "
                        + MessageRow.COLUMNS
                        + " from message m where m.tenant = ? and m.agent_id = ?"
                        + " and m.sequence = ? and "
                        + Visible.message("m"),
                    MessageRow::message,
                    tenant,
                    scope.agents().get(hit.index()).id(),
                    hit.sequence())
                .ifPresent(message -> matches.add(match(message, hit)));
          }
          return matches;
        });
  }

  private static MessageSearch.Match match(Message message, Hit hit) {
    return new MessageSearch.Match(
        message, hit.score(), rank(hit.explanation().dense()), rank(hit.explanation().lexical()));
  }

  private static @Nullable Integer rank(Explanation.@Nullable Leg leg) {
    return leg == null ? null : leg.rank();
  }

  private MessageSearch.Found newest(
      String tenant, MessageSearch.Ask asked, Scope scope, Range range, List<String> roles) {
    Conditions where =
        new Conditions("m.tenant = ? and m.text is not null", tenant)
            .and(Visible.message("m"))
            .and("m.created_at >= ? and m.created_at <= ?", range.from(), range.to())
            .and("m.role in (" + Conditions.marks(roles) + ")", roles.toArray());
    if (asked.agentId() != null || asked.conversationId() != null) {
      List<FollowedIndexes.Place> agents = scope.agents();
      where.and("m.agent_id = ?", agents.isEmpty() ? "" : agents.getFirst().id());
    }
    if (Conversations.DEFAULT.equals(scope.conversation())) {
      where.and("m.conversation_id is null");
    } else {
      where.given(
          "exists (select 1 from conversation_message c where c.tenant = m.tenant"
              + " and c.agent_id = m.agent_id and c.sequence = m.sequence"
              + " and c.conversation_id = ?)",
          scope.conversation());
    }
    List<Message> rows =
        sql.readAnywhere(
            "message.newest",
            tx ->
                tx.query(
                    "select "
                        + MessageRow.COLUMNS
                        + (" from message m where " + where.text())
                        + " order by m.created_at desc, m.agent_id desc, m.sequence desc limit ?",
                    MessageRow::message,
                    where.arguments(limit(asked))));
    return new MessageSearch.Found(
        rows.stream().map(row -> new MessageSearch.Match(row, 0, null, null)).toList(), false);
  }
}
