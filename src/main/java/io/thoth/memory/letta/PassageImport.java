package io.thoth.memory.letta;

import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.ArchiveArrivals.ArrivingPassage;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Carries passages, which the old server lists by agent. Without vectors: those are another
 * model's, and a node that runs here embeds what has none.
 */
final class PassageImport {
  /**
   * What became of some passages; one that came in parts is one.
   *
   * @param taken that can be here
   * @param fresh those of them that were not before
   */
  record Came(long taken, long fresh) {}

  private final Move move;
  private final ArchiveImport archives;

  PassageImport(Move move, ArchiveImport archives) {
    this.move = move;
    this.archives = archives;
  }

  /** Gives an agent its archives, and those of them that are not whole their passages. */
  void ofAgent(Owner agent) {
    Set<String> own = new TreeSet<>(archives.of(agent));
    own.forEach(id -> link(agent, id));
    List<String> pending = own.stream().filter(archives::isPending).toList();
    if (!pending.isEmpty() || own.isEmpty()) {
      String path = "/v1/agents/" + agent.id() + "/archival-memory?ascending=true";
      Landing landing = move.landing();
      String after =
          own.size() != 1
              ? null
              : landing
                  .read(tx -> ArchiveArrivals.last(tx, landing.tenant(), pending.getFirst()))
                  .orElse(null);
      boolean offered = move.pages().each(path, Id.PASSAGE, after, page -> bring(agent, own, page));
      if (!offered) {
        move.tally().notOffered("GET /v1/agents/{agent_id}/archival-memory");
      }
      if (!offered && archives.areListed()) {
        return; // what is in them may still be found by a search
      }
    }
    own.stream().filter(archives::isPending).forEach(archives::reveal);
  }

  private void link(Owner agent, String archiveId) {
    Landing landing = move.landing();
    landing.write(
        tx -> {
          ArchiveArrivals.link(tx, landing.tenant(), agent.id(), archiveId, false);
          return true;
        });
  }

  private void bring(Owner agent, Set<String> own, List<Item> page) {
    Map<String, List<Item>> byArchive = new LinkedHashMap<>();
    for (Item item : page) {
      String named = item.idOrNull("archive_id", Id.ARCHIVE);
      String archive = Objects.requireNonNullElseGet(named, () -> ArchiveImport.home(agent));
      if (!own.contains(archive)) {
        if (!archives.find(archive, agent)) {
          continue;
        }
        own.add(archive);
        link(agent, archive);
      }
      byArchive.computeIfAbsent(archive, _ -> new ArrayList<>()).add(item);
    }
    byArchive.forEach(
        (archive, items) -> {
          Came came = bring(archive, items);
          move.tally().came(Tally.PASSAGES, came.taken(), came.fresh());
        });
    move.steps().reached(Tally.PASSAGES, agent, move.tally().carried(Tally.PASSAGES));
  }

  /** Writes those that are not here yet; an archive that is whole is left as it is. */
  Came bring(String archiveId, List<Item> items) {
    Map<String, List<ArrivingPassage>> passages = new LinkedHashMap<>();
    for (Item item : items) {
      String id = item.id(Id.PASSAGE);
      try {
        passages.putIfAbsent(id, PassageShape.arriving(item));
      } catch (Fault fault) {
        Refusal.require(fault);
        move.tally().refused(Tally.PASSAGES, id, fault);
      }
    }
    Set<String> fresh = write(archiveId, passages);
    fresh.stream()
        .map(id -> passages.getOrDefault(id, List.of()).size())
        .filter(parts -> parts > 1)
        .forEach(move.tally()::split);
    return new Came(passages.size(), fresh.size());
  }

  /** Answers the ids of those that were written. */
  private Set<String> write(String archiveId, Map<String, List<ArrivingPassage>> passages) {
    List<String> ids = List.copyOf(passages.keySet());
    Landing landing = move.landing();
    return landing.write(
        tx -> {
          if (!ArchiveArrivals.isUnseen(tx, landing.tenant(), archiveId)) {
            return Set.of();
          }
          Map<String, List<ArrivingPassage>> fresh = new LinkedHashMap<>(passages);
          fresh.keySet().removeAll(ArchiveArrivals.known(tx, landing.tenant(), ids));
          if (!fresh.isEmpty()) {
            List<ArrivingPassage> all = fresh.values().stream().flatMap(List::stream).toList();
            landing.archives().write(tx, landing.caller(), archiveId, all);
          }
          return fresh.keySet();
        });
  }
}
