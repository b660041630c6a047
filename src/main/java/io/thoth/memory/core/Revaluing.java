package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.journal.Change;
import io.thoth.memory.sql.Dialect;
import io.thoth.memory.sql.Tx;

/**
 * Writes another value of a block and the journal's entry of that, in as few and as cheap
 * statements as a database allows.
 */
interface Revaluing {

  /**
   * False, and nothing is changed, when the block is not what it was before {@code after} any more,
   * or not what the name means.
   */
  boolean write(Tx tx, Caller caller, Name name, Block after, Change change);

  static Revaluing on(Dialect dialect, BlockCache cache) {
    return switch (dialect) {
      case SQLITE -> new EntryFirst(cache);
      case POSTGRESQL -> new EntryAfter();
    };
  }
}
