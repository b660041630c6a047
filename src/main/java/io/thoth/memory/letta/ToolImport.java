package io.thoth.memory.letta;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tools.Tool;
import io.thoth.memory.tools.ToolDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Carries tools: custom ones with source and schema, under their ids. A tool whose name is taken
 * here, as those of Letta's own are, stands for the one with this name there.
 */
final class ToolImport {
  private final Move move;

  ToolImport(Move move) {
    this.move = move;
  }

  /** All tools, also those that no agent has. */
  void run() {
    boolean offered =
        move.pages().each("/v1/tools/?order=asc", Id.TOOL, null, page -> page.forEach(this::bring));
    if (!offered) {
      move.tally().notOffered("GET /v1/tools/");
    }
  }

  private void bring(Item item) {
    String id = item.id(Id.TOOL);
    boolean known =
        move.landing().read(tx -> ToolDirectory.find(tx, move.landing().tenant(), id).isPresent());
    Optional<String> here = arrived(item);
    if (here.isPresent()) {
      move.tally().came(Tally.TOOLS, 1, here.get().equals(id) && !known ? 1 : 0);
    }
  }

  /** The tools of an agent, by their ids here. */
  List<String> of(String agentId) {
    List<String> ids = new ArrayList<>();
    String path = "/v1/agents/" + agentId + "/tools?order=asc";
    for (Item item : move.pages().all(path, Id.TOOL)) {
      arrived(item).ifPresent(ids::add);
    }
    return ids;
  }

  /** Renamed here, or deleted here, it stays so. */
  private Optional<Tool> arrived(Tx tx, Tool tool) {
    Landing landing = move.landing();
    Optional<Tool> known = ToolDirectory.find(tx, landing.tenant(), tool.id());
    boolean taken = ToolDirectory.named(tx, landing.tenant(), tool.name()).isPresent();
    if (known.isPresent() || taken || !landing.wasDeleted(tx, tool.id())) {
      return known.or(() -> Optional.of(ToolDirectory.arrive(tx, landing.caller(), tool, false)));
    }
    move.tally().deleted(Tally.TOOLS, tool.id());
    return Optional.empty();
  }

  /** The id here; empty when such a tool cannot be here. */
  private Optional<String> arrived(Item item) {
    Landing landing = move.landing();
    try {
      Tool tool = ToolDirectory.arriving(landing.caller(), item.id(Id.TOOL), item.json());
      return landing.write(tx -> arrived(tx, tool)).map(Tool::id);
    } catch (Fault fault) {
      Refusal.require(fault);
      move.tally().refused(Tally.TOOLS, item.id(Id.TOOL), fault);
      return Optional.empty();
    }
  }
}
