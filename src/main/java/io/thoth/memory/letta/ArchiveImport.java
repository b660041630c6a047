package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.archival.Archives;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Carries archives. Each is an arrival of its own, named by its id, and unseen until all of its
 * passages are here.
 */
final class ArchiveImport {
  private static final String ALL = "/v1/archives/?order=asc";

  private final Move move;
  private boolean offered;

  ArchiveImport(Move move) {
    this.move = move;
  }

  /** Begins all archives that the old server lists. */
  void run() {
    offered = each(this::begin);
    if (!offered) {
      move.tally().notOffered("GET /v1/archives/");
    }
  }

  /** Hands on all archives that the old server lists; answers whether it does. */
  boolean each(Consumer<Item> hand) {
    return move.pages().each(ALL, Id.ARCHIVE, null, page -> page.forEach(hand));
  }

  /**
   * The archives of an agent that are here, begun or whole. Where the old server has no archives,
   * an agent's passages get one whose id is the agent's with another name before it.
   */
  List<String> of(Owner agent) {
    if (!offered) {
      String home = home(agent);
      named(home, agent);
      return Stream.of(home).filter(this::isHere).toList();
    }
    List<String> ids = new ArrayList<>();
    for (Item item : move.pages().all(ALL + "&agent_id=" + agent.id(), Id.ARCHIVE)) {
      begin(item);
      ids.add(item.id(Id.ARCHIVE));
    }
    return ids.stream().filter(this::isHere).toList();
  }

  /** The archive for passages that name none. */
  static String home(Owner agent) {
    return Id.ARCHIVE + agent.id().substring(Id.AGENT.length());
  }

  /** Whether {@link #each} hands any on. */
  boolean areListed() {
    return offered;
  }

  /** Finds an archive that a passage names, though no list told of it; false when deleted here. */
  boolean find(String id, Owner agent) {
    if (!isHere(id)) {
      move.client()
          .get("/v1/archives/" + id)
          .ifPresent(told -> begin(Item.of("GET /v1/archives/{archive_id}", told)));
    }
    named(id, agent);
    return isHere(id);
  }

  private void named(String id, Owner agent) {
    ObjectNode fields = Json.raw().createObjectNode().put("name", agent.name() + "'s Archive");
    begin(id, Json.convert(fields, Archives.Create.class), null);
  }

  private void begin(Item item) {
    String id = item.id(Id.ARCHIVE);
    ObjectNode fields = item.json().deepCopy();
    fields.retain("name", "description", "metadata");
    try {
      begin(id, Json.convert(fields, Archives.Create.class), item.time("created_at"));
    } catch (Fault fault) {
      Refusal.require(fault);
      move.tally().refused(Tally.ARCHIVES, id, fault);
    }
  }

  private void begin(String id, Archives.Create fields, @Nullable Instant createdAt) {
    Landing landing = move.landing();
    landing.write(
        tx -> {
          if (ArchiveArrivals.has(tx, landing.tenant(), id)) {
            return false;
          }
          if (landing.wasDeleted(tx, id)) {
            move.tally().deleted(Tally.ARCHIVES, id);
          } else {
            ArchiveArrivals.Arriving arriving = new ArchiveArrivals.Arriving(id, fields, createdAt);
            landing.archives().begin(tx, landing.caller(), arriving, id);
          }
          return true;
        });
  }

  private boolean isHere(String id) {
    Landing landing = move.landing();
    return landing.read(tx -> ArchiveArrivals.has(tx, landing.tenant(), id));
  }

  /** Whether passages of the archive are still to come. */
  boolean isPending(String id) {
    Landing landing = move.landing();
    return landing.read(tx -> ArchiveArrivals.isUnseen(tx, landing.tenant(), id));
  }

  /** All passages of the archive are here. */
  void reveal(String id) {
    Landing landing = move.landing();
    landing.write(
        tx -> {
          ArchiveArrivals.reveal(tx, landing.tenant(), id);
          return true;
        });
    move.tally().carried(Tally.ARCHIVES, 1);
  }
}
