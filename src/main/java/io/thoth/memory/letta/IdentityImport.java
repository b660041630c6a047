package io.thoth.memory.letta;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.identities.IdentityArrivals;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;

/** Carries identities, which say whom agents and blocks belong to, under their ids. */
final class IdentityImport {
  private static final String ALL = "/v1/identities/?order=asc";

  private final Move move;

  IdentityImport(Move move) {
    this.move = move;
  }

  /** All identities, with the blocks that they have and that are here. */
  void run() {
    if (!move.pages().each(ALL, Id.IDENTITY, null, page -> page.forEach(this::bring))) {
      move.tally().notOffered("GET /v1/identities/");
    }
  }

  private void bring(Item item) {
    String id = item.id(Id.IDENTITY);
    List<String> blocks = item.ids("block_ids", Id.BLOCK);
    try {
      boolean fresh = move.landing().write(tx -> arrived(tx, id, item, blocks));
      move.tally().came(Tally.IDENTITIES, 1, fresh ? 1 : 0);
    } catch (Fault fault) {
      Refusal.require(fault);
      move.tally().refused(Tally.IDENTITIES, id, fault);
    }
  }

  private boolean arrived(Tx tx, String id, Item item, List<String> blocks) {
    Landing landing = move.landing();
    if (!IdentityArrivals.has(tx, landing.tenant(), id) && landing.wasDeleted(tx, id)) {
      move.tally().deleted(Tally.IDENTITIES, id);
      return false;
    }
    return IdentityArrivals.arrive(tx, landing.caller(), id, item.json(), blocks);
  }

  /** Those of an agent that are here. */
  List<String> of(Item agent) {
    List<String> ids = new ArrayList<>(agent.ids("identity_ids", Id.IDENTITY));
    for (JsonNode one : agent.json().path("identities")) {
      ids.add(Item.of(agent.route(), one).id(Id.IDENTITY));
    }
    Landing landing = move.landing();
    return landing.read(
        tx ->
            ids.stream()
                .distinct()
                .filter(id -> IdentityArrivals.has(tx, landing.tenant(), id))
                .toList());
  }
}
