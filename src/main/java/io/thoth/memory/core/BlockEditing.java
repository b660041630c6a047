package io.thoth.memory.core;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Chain;
import io.thoth.memory.journal.Chain.Place;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of nothing but the value of a block, the most frequent ones; inside a transaction. */
final class BlockEditing {
  private static final String LABELLED =
      """
      and exists (select 1 from agent_block l where l.tenant = ? and l.agent_id = ?
        and l.label = ? and l.block_id = ?)
      """;

  private final BlockStore store;
  private final BlockCache cache;

  BlockEditing(BlockStore store, BlockCache cache) {
    this.store = store;
    this.cache = cache;
  }

  /**
   * Gives a block another value. Tried first on what the block was lately, when that is known: the
   * statement that writes also finds out whether it still is so, which saves reading it.
   */
  Block edit(Tx tx, Caller caller, Edit edit) {
    return cache
        .lately(caller.tenant(), edit.name())
        .flatMap(known -> attempt(tx, caller, edit, known))
        .orElseGet(() -> edit(tx, caller, edit, store.lock(tx, caller.tenant(), edit.name())));
  }

  /** The edit of what may be out of date; empty when it is, and when it would be refused. */
  private Optional<Block> attempt(Tx tx, Caller caller, Edit edit, Block known) {
    try {
      return revalue(tx, caller, edit, known);
    } catch (Fault perhapsOutOfDate) {
      if (perhapsOutOfDate.kind() == FaultKind.OVER_QUOTA) {
        throw perhapsOutOfDate; // What was written must not stay.
      }
      return Optional.empty();
    }
  }

  private Block edit(Tx tx, Caller caller, Edit edit, Block before) {
    return revalue(tx, caller, edit, before).orElseThrow(() -> BlockStore.changedMeanwhile(before));
  }

  private Optional<Block> revalue(Tx tx, Caller caller, Edit edit, Block before) {
    IfMatch.check(edit.ifMatch(), before);
    String value = edit.change().apply(before.value());
    BlockRules.within(before.limit(), value, before.value());
    Block after = BlockMaking.withValue(caller, before, value);
    cache.changes(tx, after.id(), false);
    Optional<Place> place = revalue(tx, caller.tenant(), edit.name(), before, after);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    Usage.grow(tx, caller.tenant(), BlockRow.bytes(value) - BlockRow.bytes(before.value()));
    Chain.append(tx, caller, KeptBlock.ofValue(before, after, edit.operation()), place.get());
    cache.wrote(tx, caller.tenant(), edit.name(), after);
    return Optional.of(after);
  }

  private static Optional<Place> revalue(
      Tx tx, String tenant, Name name, Block before, Block after) {
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
        before.version());
    if (name.blockId() != null) {
      return tx.one(update + BlockStore.PLACE, BlockStore::place, arguments.toArray());
    }
    Collections.addAll(arguments, tenant, name.agentId(), name.blockLabel(), after.id());
    return tx.one(update + LABELLED + BlockStore.PLACE, BlockStore::place, arguments.toArray());
  }
}
