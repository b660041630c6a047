package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.journal.Chain;
import io.thoth.memory.journal.Change;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;

/**
 * For SQLite, where nobody else writes meanwhile: what writes the entry also finds out whether the
 * block still is what it was. An update that returns something has SQLite take the whole row apart
 * twice, old and new, and keep what it returns in a table of its own: it took a quarter longer.
 */
final class EntryFirst implements Revaluing {
  private static final String BLOCK = "block b where b.tenant = ? and b.id = ? and b.version = ?";

  private static final String LABELLED =
      BLOCK
          + " and exists (select 1 from agent_block l where l.tenant = b.tenant"
          + " and l.agent_id = ? and l.label = ? and l.block_id = b.id)";

  private final BlockCache cache;

  EntryFirst(BlockCache cache) {
    this.cache = cache;
  }

  @Override
  public boolean write(Tx tx, Caller caller, Name name, Block after, Change change) {
    boolean current =
        cache.means(caller.tenant(), name, after.id())
            ? Chain.appendTo(
                tx, caller, change, BLOCK, caller.tenant(), after.id(), after.version() - 1)
            : Chain.appendTo(
                tx,
                caller,
                change,
                LABELLED,
                caller.tenant(),
                after.id(),
                after.version() - 1,
                name.agentId(),
                name.blockLabel());
    if (current) {
      tx.send(
          """
          update block set value = ?, updated_by = ?, version = ?, updated_at = ?,
            entry_before = entry, entry = last_insert_rowid()
          where tenant = ? and id = ?
          """,
          after.value(),
          after.lastUpdatedById(),
          after.version(),
          Times.micros(after.updatedAt()),
          caller.tenant(),
          after.id());
    }
    return current;
  }
}
