package io.thoth.memory.letta;

import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.ArchiveArrivals.ArrivingPassage;
import io.thoth.memory.archival.NewPassage;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
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
        (archive, items) -> move.tally().came(Tally.PASSAGES, items.size(), bring(archive, items)));
    move.steps().reached(Tally.PASSAGES, agent, move.tally().carried(Tally.PASSAGES));
  }

  /**
   * Writes those that are not here yet; an archive that is whole is left as it is. Answers how many
   * were written.
   */
  long bring(String archiveId, List<Item> items) {
    List<ArrivingPassage> passages = new ArrayList<>();
    for (Item item : items) {
      try {
        passages.add(
            new ArrivingPassage(
                item.id(Id.PASSAGE), Json.convert(item.json(), NewPassage.class), null, null));
      } catch (Fault fault) {
        Refusal.require(fault);
        move.tally().refused(Tally.PASSAGES, item.id(Id.PASSAGE), fault);
      }
    }
    return write(archiveId, passages);
  }

  private long write(String archiveId, List<ArrivingPassage> passages) {
    List<String> ids = passages.stream().map(ArrivingPassage::id).toList();
    Landing landing = move.landing();
    return landing.write(
        tx -> {
          if (!ArchiveArrivals.isUnseen(tx, landing.tenant(), archiveId)) {
            return 0;
          }
          Set<String> known = ArchiveArrivals.known(tx, landing.tenant(), ids);
          Map<String, ArrivingPassage> fresh = new LinkedHashMap<>();
          passages.stream()
              .filter(one -> !known.contains(one.id()))
              .forEach(one -> fresh.putIfAbsent(one.id(), one));
          if (!fresh.isEmpty()) {
            landing.archives().write(tx, landing.caller(), archiveId, List.copyOf(fresh.values()));
          }
          return fresh.size();
        });
  }
}
