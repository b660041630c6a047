package io.thoth.memory.archival;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.archival.Passages.Explain;
import io.thoth.memory.archival.Passages.Leg;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.QueryVector;
import io.thoth.memory.search.Explanation;
import io.thoth.memory.search.Hit;
import io.thoth.memory.search.HotIndex;
import io.thoth.memory.search.KnownHits;
import io.thoth.memory.search.SearchQuery;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Searches passages. First the places of the archives are read, so that the answer holds every
 * change that was answered before the question came; then the question is embedded and the indexes
 * are asked, with no connection held; at last the rows of the hits are read.
 */
final class PassageSearch {
  private final Sql sql;
  private final Embedder embedder;
  private final HotArchives hot;
  private final SearchSharing sharing;
  private final ArchiveStore archives;
  private final PassageList list;
  private final PassageRow row;

  PassageSearch(
      Sql sql,
      Embedder embedder,
      HotArchives hot,
      SearchSharing sharing,
      ArchiveStore archives,
      PassageRow row) {
    this.sql = sql;
    this.embedder = embedder;
    this.hot = hot;
    this.sharing = sharing;
    this.archives = archives;
    this.row = row;
    this.list = new PassageList(row);
  }

  /**
   * Where a search looks, and the clock of whoever asks.
   *
   * @param versions what is to be searched, exactly; empty when that is not worth remembering
   */
  private record Scope(List<Place> places, List<KnownHits.Version> versions, ZoneId zone) {}

  /** A hit with its passage as it is now. */
  private record Match(Passage passage, Hit hit) {}

  private record Computed(List<Hit> hits, boolean degraded) {}

  private record Matches(List<Match> best, boolean degraded) {}

  /** Refused as busy while the organisation has many searches under way. */
  Passages.Found search(Passages.Search question, Caller caller) {
    return sharing.bound().within(caller.tenant(), () -> searched(question, caller));
  }

  private Passages.Found searched(Passages.Search question, Caller caller) {
    Scope scope = scope(question, caller.tenant());
    Wanted wanted = Wanted.of(question, scope.zone());
    String query = question.query();
    if (query == null) {
      return new Passages.Found(List.of(), 0, false);
    }
    int limit = Objects.requireNonNull(question.topK());
    Matches matches = matches(caller.tenant(), scope, query, wanted, limit);
    boolean explain = Boolean.TRUE.equals(question.explain());
    List<Passages.Result> results =
        matches.best().stream().map(match -> result(match, scope.zone(), explain)).toList();
    return new Passages.Found(results, results.size(), matches.degraded());
  }

  private Scope scope(Passages.Search question, String tenant) {
    return sql.read(
        "passage.search.scope",
        tx ->
            scope(
                tx,
                tenant,
                AgentArchives.of(
                    tx, tenant, question.agentId(), Objects.requireNonNull(question.archiveId())),
                AgentDirectory.require(tx, tenant, question.agentId()).timezone()));
  }

  private Scope scope(Tx tx, String tenant, List<Place> places, ZoneId zone) {
    boolean worth = sharing.known().isWorth(places.stream().map(Place::ofIndex).toList());
    List<KnownHits.Version> versions =
        worth ? places.stream().map(place -> version(tx, tenant, place)).toList() : List.of();
    return new Scope(places, versions, zone);
  }

  private static KnownHits.Version version(Tx tx, String tenant, Place place) {
    long at =
        tx.one(
                "select at from journal where tenant = ? and stream = ? and sequence = ?"
                    + " and whole = 1",
                row -> row.integer("at"),
                tenant,
                place.archiveId(),
                place.sequence())
            .orElse(0L);
    return new KnownHits.Version(place.archiveId(), place.sequence(), at);
  }

  /** Refused as busy while the organisation has many searches under way. */
  Passages.Hits find(Passages.Find question, Caller caller) {
    return sharing.bound().within(caller.tenant(), () -> found(question, caller));
  }

  private Passages.Hits found(Passages.Find question, Caller caller) {
    Scope scope = scope(question, caller.tenant());
    Wanted wanted = Wanted.of(question, scope.zone());
    int limit = Objects.requireNonNull(question.limit());
    String query = question.query();
    if (query == null) {
      return new Passages.Hits(newest(caller.tenant(), question, scope, wanted));
    }
    boolean explain = Boolean.TRUE.equals(question.explain());
    return new Passages.Hits(
        matches(caller.tenant(), scope, query, wanted, limit).best().stream()
            .map(match -> hit(match, explain))
            .toList());
  }

  private Scope scope(Passages.Find question, String tenant) {
    String agentId = question.agentId();
    String archiveId = question.archiveId();
    return sql.read(
        "passage.find.scope",
        tx -> {
          if (agentId != null) {
            ZoneId zone = AgentDirectory.require(tx, tenant, agentId).timezone();
            return scope(tx, tenant, AgentArchives.of(tx, tenant, agentId), zone);
          }
          List<Place> places =
              archiveId == null
                  ? archives.places(tx, tenant)
                  : List.of(archives.requirePlace(tx, tenant, archiveId));
          return scope(tx, tenant, places, ZoneOffset.UTC);
        });
  }

  private List<Passages.PassageHit> newest(
      String tenant, Passages.Find question, Scope scope, Wanted wanted) {
    boolean everywhere = question.agentId() == null && question.archiveId() == null;
    int limit = Objects.requireNonNull(question.limit());
    return sql
        .readAnywhere(
            "passage.newest",
            tx -> list.newest(tx, tenant, everywhere ? null : scope.places(), wanted, limit))
        .stream()
        .map(passage -> new Passages.PassageHit(passage, 0, new Passages.Details(null)))
        .toList();
  }

  private Matches matches(String tenant, Scope scope, String query, Wanted wanted, int limit) {
    float[] vector = QueryVector.of(embedder, query, tenant);
    SearchQuery asked =
        new SearchQuery(query, vector, wanted.filter(), limit, SearchQuery.Mode.HYBRID);
    if (scope.versions().isEmpty() || vector == null) {
      return matches(tenant, scope, asked);
    }
    String key = KnownHits.key(tenant, embedder.model(), scope.versions(), asked);
    Optional<List<Hit>> known = sharing.known().find(key, scope.places().size());
    return known.isPresent()
        ? new Matches(matches(tenant, scope.places(), known.get()), false)
        : remembered(key, tenant, scope, asked);
  }

  private Matches remembered(String key, String tenant, Scope scope, SearchQuery asked) {
    Computed computed = computed(tenant, scope, asked);
    if (!computed.degraded()) {
      sharing.known().keep(key, computed.hits());
    }
    return new Matches(matches(tenant, scope.places(), computed.hits()), computed.degraded());
  }

  private Matches matches(String tenant, Scope scope, SearchQuery asked) {
    Computed computed = computed(tenant, scope, asked);
    return new Matches(matches(tenant, scope.places(), computed.hits()), computed.degraded());
  }

  private Computed computed(String tenant, Scope scope, SearchQuery asked) {
    float[] vector = asked.vector();
    int dimension = vector == null ? embedder.dimensions() : vector.length;
    List<HotIndex> indexes = hot.at(tenant, scope.places(), dimension);
    List<Hit> hits =
        indexes.isEmpty()
            ? List.of()
            : hot.threads().search(sharing.turns(), tenant, indexes, asked);
    boolean degraded =
        vector == null || indexes.stream().anyMatch(index -> index.pendingVectors() > 0);
    return new Computed(hits, degraded);
  }

  /** The passages of the hits; one that was deleted since is left out. */
  private List<Match> matches(String tenant, List<Place> places, List<Hit> hits) {
    return sql.read(
        "passage.search.rows",
        tx -> {
          List<Match> matches = new ArrayList<>(hits.size());
          for (Hit hit : hits) {
            Optional<Passage> passage =
                tx.one(
                    "select "
                        + PassageRow.COLUMNS
                        + " from passage p"
                        + " where p.tenant = ? and p.archive_id = ? and p.sequence = ?",
                    row::passage,
                    tenant,
                    places.get(hit.index()).archiveId(),
                    hit.sequence());
            passage.ifPresent(found -> matches.add(new Match(found, hit)));
          }
          return matches;
        });
  }

  private static Passages.Result result(Match match, ZoneId zone, boolean explain) {
    Passage passage = match.passage();
    return new Passages.Result(
        passage.id(),
        LocalTimes.text(passage.createdAt(), zone),
        passage.text(),
        passage.tags(),
        passage.metadata(),
        passage.archiveId(),
        match.hit().score(),
        explain ? explained(match.hit().explanation()) : null);
  }

  private static Passages.PassageHit hit(Match match, boolean explain) {
    Explain explained = explain ? explained(match.hit().explanation()) : null;
    return new Passages.PassageHit(
        match.passage(), match.hit().score(), new Passages.Details(explained));
  }

  private static Explain explained(Explanation explanation) {
    return new Explain(
        leg(explanation.dense()),
        leg(explanation.lexical()),
        explanation.fused(),
        explanation.neighbours(),
        explanation.total());
  }

  private static @Nullable Leg leg(Explanation.@Nullable Leg leg) {
    return leg == null ? null : new Leg(leg.score(), leg.rank());
  }
}
