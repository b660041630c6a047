package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.journal.Chain;
import io.thoth.memory.journal.Chain.Place;
import io.thoth.memory.journal.Change;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * For PostgreSQL, where every answer of the database is a journey: only the statement that changes
 * the block is waited for. It waits for others who change it, and tells where the entry goes.
 */
final class EntryAfter implements Revaluing {
  private static final String LABELLED =
      """
      and exists (select 1 from agent_block l where l.tenant = ? and l.agent_id = ?
        and l.label = ? and l.block_id = ?)
      """;

  @Override
  public boolean write(Tx tx, Caller caller, Name name, Block after, Change change) {
    Optional<Place> place = update(tx, caller.tenant(), name, after);
    place.ifPresent(found -> Chain.append(tx, caller, change, found));
    return place.isPresent();
  }

  private static Optional<Place> update(Tx tx, String tenant, Name name, Block after) {
    String update =
        "update block set value = ?, updated_by = ?, version = ?, updated_at = ?,"
            + BlockStore.moved(tx)
            + " where tenant = ? and id = ? and version = ? ";
    List<@Nullable Object> arguments = new ArrayList<>();
    Collections.addAll(
        arguments,
        after.value(),
        after.lastUpdatedById(),
        after.version(),
        Times.micros(after.updatedAt()),
        tenant,
        after.id(),
        after.version() - 1);
    if (name.blockId() != null) {
      return tx.one(update + BlockStore.PLACE, BlockStore::place, arguments.toArray());
    }
    Collections.addAll(arguments, tenant, name.agentId(), name.blockLabel(), after.id());
    return tx.one(update + LABELLED + BlockStore.PLACE, BlockStore::place, arguments.toArray());
  }
}
