package io.thoth.memory.archival;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract of passages: texts in archives. They are reached through an agent, which sees those
 * of its archives, or through an archive.
 */
public interface Passages {
  Operation<Create, Passage> CREATE =
      Operation.change("archival.passage.create", Create.class, Passage.class)
          .within(Duration.ofSeconds(20));
  Operation<Said, Passage> SAY =
      Operation.change("archival.passage.say", Said.class, Passage.class)
          .within(Duration.ofSeconds(20));
  Operation<Batch, Page> BATCH =
      Operation.change("archival.passage.batch", Batch.class, Page.class)
          .within(Duration.ofSeconds(55));
  Operation<Read, Passage> READ =
      Operation.read("archival.passage.read", Read.class, Passage.class);
  Operation<Browse, Page> LIST = Operation.read("archival.passage.list", Browse.class, Page.class);
  Operation<Update, Passage> UPDATE =
      Operation.change("archival.passage.update", Update.class, Passage.class)
          .within(Duration.ofSeconds(20));
  Operation<Delete, Deleted> DELETE =
      Operation.change("archival.passage.delete", Delete.class, Deleted.class);
  Operation<Search, Found> SEARCH =
      Operation.read("archival.passage.search", Search.class, Found.class)
          .within(Duration.ofSeconds(30));
  Operation<Find, Hits> FIND =
      Operation.read("archival.passage.find", Find.class, Hits.class)
          .within(Duration.ofSeconds(30));

  /** The most passages of one batch. */
  int LARGEST_BATCH = 5_000;

  /**
   * Stores one passage in the archive or, without one, in the agent's: its own; else the only one
   * it has; else one that is made for it and named "<agent name>'s Archive".
   */
  record Create(
      @Nullable String agentId,
      @Nullable String archiveId,
      String text,
      @Nullable List<String> tags,
      @Nullable Map<String, Object> metadata,
      @Nullable Instant createdAt) {
    public Create {
      Place.require(agentId, archiveId);
      text = PassageRules.text(text);
      tags = Texts.tags("tags", tags);
      metadata = Objects.requireNonNullElse(Texts.object("metadata", metadata), Map.of());
    }

    NewPassage passage() {
      return new NewPassage(text, tags, metadata, createdAt);
    }
  }

  /** The same for an agent, as Thoth says it: the text is called {@code content}. */
  record Said(
      String agentId,
      String content,
      @Nullable List<String> tags,
      @Nullable Map<String, Object> metadata) {
    public Said {
      Id.require("agent_id", Id.AGENT, agentId);
      if (content == null) {
        throw Fault.invalid("content", "is required");
      }
    }

    Create create() {
      return new Create(agentId, null, content, tags, metadata, null);
    }
  }

  /** Stores passages in their order: all or none. */
  record Batch(String archiveId, List<NewPassage> passages) {
    public Batch {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
      if (passages == null) {
        throw Fault.invalid("passages", "is required");
      }
      if (passages.size() > LARGEST_BATCH || passages.stream().anyMatch(Objects::isNull)) {
        throw Fault.invalid("passages", "must be at most " + LARGEST_BATCH + " objects");
      }
      passages = List.copyOf(passages);
    }
  }

  record Read(String archiveId, String passageId) {
    public Read {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
      Id.require("passage_id", Id.PASSAGE, passageId);
    }
  }

  /**
   * The passages of an archive, or of all archives of an agent, by {@code created_at}.
   *
   * @param search a part of the text, in any case
   * @param ascending the agent's way of saying {@code order}
   */
  record Browse(
      @Nullable String agentId,
      @Nullable String archiveId,
      @Nullable String search,
      @Nullable Boolean ascending,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order) {
    public Browse {
      Place.require(agentId, archiveId);
    }
  }

  /** What to change; absent and null both mean: leave as it is. */
  record Update(
      @Nullable String agentId,
      @Nullable String archiveId,
      String passageId,
      @Nullable String text,
      @Nullable List<String> tags,
      @Nullable Map<String, Object> metadata,
      @Nullable Instant createdAt) {
    public Update {
      Place.require(agentId, archiveId);
      Id.require("passage_id", Id.PASSAGE, passageId);
      text = text == null ? null : PassageRules.text(text);
      tags = tags == null ? null : Texts.tags("tags", tags);
      metadata = Texts.object("metadata", metadata);
    }
  }

  record Delete(@Nullable String agentId, @Nullable String archiveId, String passageId) {
    public Delete {
      Place.require(agentId, archiveId);
      Id.require("passage_id", Id.PASSAGE, passageId);
    }
  }

  record Deleted(String id) {}

  record Page(@JsonValue List<Passage> passages) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      passages = List.copyOf(passages);
    }
  }

  /**
   * The best passages of an agent's archives. A blank query finds nothing.
   *
   * @param tagMatchMode {@code any} (usual) or {@code all} of the tags
   * @param topK 1 to 1,000, usually 10
   * @param startDatetime earliest {@code created_at}; without an offset in the agent's timezone
   * @param endDatetime latest {@code created_at}; a date alone means all of that day
   * @param archiveId only these of the agent's archives
   * @param explain whether results say how their score came about
   */
  record Search(
      String agentId,
      @Nullable String query,
      @Nullable List<String> tags,
      @Nullable String tagMatchMode,
      @Nullable Integer topK,
      @Nullable String startDatetime,
      @Nullable String endDatetime,
      @Nullable List<String> archiveId,
      @Nullable Boolean explain) {
    public Search {
      Id.require("agent_id", Id.AGENT, agentId);
      query = PassageRules.query(query);
      tags = PassageRules.wantedTags(tags);
      PassageRules.allTags(tagMatchMode);
      topK = PassageRules.limit("top_k", topK, 10, 1_000);
      archiveId = archiveId == null ? List.of() : List.copyOf(archiveId);
      archiveId.forEach(id -> Id.require("archive_id", Id.ARCHIVE, id));
    }
  }

  /**
   * @param degraded whether the search went by words alone, for all or for some of the passages,
   *     because vectors are missing
   */
  record Found(List<Result> results, int count, boolean degraded) {
    public Found {
      results = List.copyOf(results);
    }
  }

  /**
   * @param timestamp {@code created_at} in the agent's timezone
   * @param score higher is better; comparable within one answer only
   */
  record Result(
      String id,
      String timestamp,
      String content,
      List<String> tags,
      Map<String, Object> metadata,
      String archiveId,
      double score,
      @Nullable Explain explain) {}

  /**
   * How a score came about.
   *
   * @param dense by meaning, the cosine; null when not in this leg's list
   * @param lexical by words, BM25; null when not in this leg's list
   * @param fused both legs together, each brought to 0..1
   * @param neighbours what the passages next to it add
   * @param total their sum, the score
   */
  record Explain(
      @Nullable Leg dense,
      @Nullable Leg lexical,
      double fused,
      double neighbours,
      @JsonProperty("final") double total) {}

  /** A score of one leg and the place in its list, the best is 1. */
  record Leg(double score, int rank) {}

  /**
   * The best passages of an agent, an archive or the whole organisation; without a query the
   * newest.
   *
   * @param agentId wins over {@code archiveId}
   * @param limit 1 to 100, usually 50
   */
  record Find(
      @Nullable String query,
      @Nullable String agentId,
      @Nullable String archiveId,
      @Nullable List<String> tags,
      @Nullable String tagMatchMode,
      @Nullable Integer limit,
      @Nullable String startDate,
      @Nullable String endDate,
      @Nullable Boolean explain) {
    public Find {
      Id.allow("agent_id", Id.AGENT, agentId);
      Id.allow("archive_id", Id.ARCHIVE, archiveId);
      query = PassageRules.query(query);
      tags = PassageRules.wantedTags(tags);
      PassageRules.allTags(tagMatchMode);
      limit = PassageRules.limit("limit", limit, 50, 100);
    }
  }

  record Hits(@JsonValue List<PassageHit> hits) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Hits {
      hits = List.copyOf(hits);
    }
  }

  record PassageHit(Passage passage, double score, Details metadata) {}

  record Details(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Explain explain) {}
}
