package io.thoth.memory.core;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Change;
import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Tx;
import java.util.Optional;

/** Changes of nothing but the value of a block, the most frequent ones; inside a transaction. */
final class BlockEditing {
  private final BlockStore store;
  private final Revaluing revaluing;
  private final BlockCache cache;

  BlockEditing(Dialect dialect, BlockStore store, BlockCache cache) {
    this.revaluing = Revaluing.on(dialect, cache);
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
    Change change = KeptBlock.ofValue(before, after, edit.operation());
    if (!revaluing.write(tx, caller, edit.name(), after, change)) {
      return Optional.empty();
    }
    Usage.grow(tx, caller.tenant(), BlockRow.bytes(value) - BlockRow.bytes(before.value()));
    cache.wrote(tx, caller.tenant(), edit.name(), after);
    return Optional.of(after);
  }
}
