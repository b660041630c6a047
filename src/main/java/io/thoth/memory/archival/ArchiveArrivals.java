package io.thoth.memory.archival;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Archives and passages that come from elsewhere, with the ids and times they are to have. Called
 * inside the transactions of whoever brings them, for a transaction cannot cross the bus; until all
 * of an arrival is there nobody sees its archives. Thread-safe.
 */
public final class ArchiveArrivals {
  private final ArchiveRow rows;
  private final ArchiveStore archives;
  private final PassageStore passages;
  private final Embedder embedder;

  /**
   * @param embedder whose vectors are taken as they come; is not closed here
   */
  public ArchiveArrivals(Embedder embedder) {
    this.embedder = embedder;
    rows = new ArchiveRow(embedder);
    archives = new ArchiveStore(rows);
    passages = new PassageStore(new PassageRow(embedder), archives, embedder.model());
  }

  /** An archive as it is to be. */
  public record Arriving(String id, Archives.Create fields, @Nullable Instant createdAt) {}

  /**
   * A passage as it is to be.
   *
   * @param vector of its text, by {@code model}; taken only when that is the one that embeds here
   */
  public record ArrivingPassage(
      String id, NewPassage passage, @Nullable String model, @Nullable List<Float> vector) {}

  /**
   * Makes an archive; a fault {@code UNAVAILABLE} while one of this id is still being removed,
   * which {@link ArchiveRemnants#departures} can be told to finish.
   *
   * @param arrival what it is part of; null when it is whole as it is
   */
  public void begin(Tx tx, Caller caller, Arriving arriving, @Nullable String arrival) {
    if (Departures.isLeft(tx, "archive", caller.tenant(), arriving.id())) {
      throw Fault.unavailable(
          "Archive '" + arriving.id() + "' is still being removed; try again soon");
    }
    Instant now = Times.now();
    Instant created = arriving.createdAt() == null ? now : arriving.createdAt();
    Archive made = rows.made(caller, arriving.id(), arriving.fields(), created);
    archives.insert(tx, caller, made);
    if (arrival != null) {
      tx.update(
          "update archive set arrival = ? where tenant = ? and id = ?",
          arrival,
          caller.tenant(),
          made.id());
    }
  }

  /** Whether the archive is there or on its way; one that is still being removed is neither. */
  public static boolean has(Tx tx, String tenant, String archiveId) {
    return tx.number(
            "select count(*) from archive where tenant = ? and id = ?"
                + " and (arrival is null or arrival <> ?)",
            tenant,
            archiveId,
            Departures.DEPARTED)
        > 0;
  }

  /** Whether the archive is there, but as part of an arrival that is not whole. */
  public static boolean isUnseen(Tx tx, String tenant, String archiveId) {
    return tx.number(
            "select count(*) from archive where tenant = ? and id = ? and arrival is not null"
                + " and arrival <> ?",
            tenant,
            archiveId,
            Departures.DEPARTED)
        > 0;
  }

  /** Those of these passages that are there, in whichever archive. */
  public static Set<String> known(Tx tx, String tenant, List<String> passageIds) {
    if (passageIds.isEmpty()) {
      return Set.of();
    }
    Conditions where =
        new Conditions("tenant = ?", tenant)
            .and("id in (" + Conditions.marks(passageIds) + ")", passageIds.toArray());
    return Set.copyOf(
        tx.query(
            "select id from passage where " + where.text(),
            row -> row.text("id"),
            where.arguments()));
  }

  /** The passage that was written last of those that are in the archive. */
  public static Optional<String> last(Tx tx, String tenant, String archiveId) {
    return tx.one(
        "select id from passage where tenant = ? and archive_id = ? order by sequence desc limit 1",
        row -> row.text("id"),
        tenant,
        archiveId);
  }

  /** Gives an agent an archive; when it has it already, nothing changes. */
  public static void link(Tx tx, String tenant, String agentId, String archiveId, boolean owned) {
    AgentArchives.link(tx, tenant, agentId, archiveId, owned);
  }

  /** Writes passages in their order. What comes without a usable vector is embedded later. */
  public void write(Tx tx, Caller caller, String archiveId, List<ArrivingPassage> arriving) {
    List<NewPassage> fresh = arriving.stream().map(ArrivingPassage::passage).toList();
    List<float @Nullable []> vectors = new ArrayList<>(arriving.size());
    for (ArrivingPassage one : arriving) {
      vectors.add(vector(one));
    }
    List<Draft> dated = Draft.of(fresh, vectors);
    List<Draft> drafts = new ArrayList<>(dated.size());
    for (int i = 0; i < dated.size(); i++) {
      Draft draft = dated.get(i);
      drafts.add(new Draft(arriving.get(i).id(), draft.passage(), draft.vector()));
    }
    passages.insert(tx, caller, archiveId, drafts);
  }

  private float @Nullable [] vector(ArrivingPassage arriving) {
    List<Float> given = arriving.vector();
    if (given == null
        || given.size() != embedder.dimensions()
        || !embedder.model().equals(arriving.model())) {
      return null;
    }
    float[] vector = new float[given.size()];
    for (int i = 0; i < vector.length; i++) {
      vector[i] = given.get(i);
    }
    return vector;
  }

  /** Lets the archives of an arrival be seen. */
  public static void reveal(Tx tx, String tenant, String arrival) {
    tx.update(
        "update archive set arrival = null where tenant = ? and arrival = ?", tenant, arrival);
  }

  /** Gives up the archives of an arrival that is not whole; their rows are removed later. */
  public static void giveUp(Tx tx, Departures archives, String tenant, String arrival) {
    record Left(String id, Growth growth) {}
    List<Left> unseen =
        tx.query(
            "select id, passages, bytes from archive where tenant = ? and arrival = ? order by id",
            row ->
                new Left(row.text("id"), new Growth(row.integer("passages"), row.integer("bytes"))),
            tenant,
            arrival);
    for (Left left : unseen) {
      archives.begin(tx, tenant, left.id());
      left.growth().reversed().count(tx, tenant);
    }
  }
}
