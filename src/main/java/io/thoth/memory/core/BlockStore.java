package io.thoth.memory.core;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Blocks.Name;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rows of blocks. Every method works inside the transaction it is given; every change writes
 * the new version and its journal entry together.
 */
final class BlockStore {
  private static final String REVALUE =
      """
      update block set value = ?, updated_by = ?, version = ?, updated_at = ?
      where tenant = ? and id = ? and version = ?
      """;

  private static final String REVALUE_LABELLED =
      REVALUE
          + """
          and exists (select 1 from agent_block l where l.tenant = ? and l.agent_id = ?
            and l.label = ? and l.block_id = ?)
          """;

  private final BlockCache cache;

  BlockStore(BlockCache cache) {
    this.cache = cache;
  }

  Optional<Block> find(Tx tx, String tenant, Name name) {
    return find(tx, tenant, name, "");
  }

  private Optional<Block> find(Tx tx, String tenant, Name name, String locking) {
    if (name.blockId() != null) {
      return tx.one(
          "select " + BlockRow.COLUMNS + " from block b where b.tenant = ? and b.id = ?" + locking,
          BlockRow::block,
          tenant,
          name.blockId());
    }
    return find(
        tx,
        tenant,
        Objects.requireNonNull(name.agentId()),
        Objects.requireNonNull(name.blockLabel()),
        locking);
  }

  /** The block that an agent has under this label, to be changed as by {@link #lock}. */
  Optional<Block> lock(Tx tx, String tenant, String agentId, String label) {
    return find(tx, tenant, agentId, label, tx.forUpdate("b"));
  }

  private static Optional<Block> find(
      Tx tx, String tenant, String agentId, String label, String locking) {
    return tx.one(
        "select "
            + BlockRow.COLUMNS
            + " from agent_block l join block b on b.tenant = l.tenant and b.id = l.block_id"
            + " where l.tenant = ? and l.agent_id = ? and l.label = ?"
            + locking,
        BlockRow::block,
        tenant,
        agentId,
        label);
  }

  Block require(Tx tx, String tenant, Name name) {
    return find(tx, tenant, name).orElseThrow(() -> missing(name));
  }

  /** The block to be changed; it stays as it is for everybody else until the transaction ends. */
  Block lock(Tx tx, String tenant, Name name) {
    String locking = tx.forUpdate("b");
    Optional<Block> found = find(tx, tenant, name, locking);
    while (found.isPresent() && !locking.isEmpty() && !isStill(tx, tenant, name, found.get())) {
      found = find(tx, tenant, name, locking);
    }
    return found.orElseThrow(() -> missing(name));
  }

  /**
   * Whether the name means this block, which it then does until the transaction ends. The link is
   * locked after its block, never before: an edit that came too late holds the block already, and
   * two who lock the two in different orders wait for each other until the database breaks it up.
   */
  private static boolean isStill(Tx tx, String tenant, Name name, Block block) {
    return name.blockId() != null
        || tx.one(
                "select l.block_id from agent_block l"
                    + " where l.tenant = ? and l.agent_id = ? and l.label = ?"
                    + tx.forUpdate("l"),
                row -> row.text("block_id"),
                tenant,
                name.agentId(),
                name.blockLabel())
            .filter(block.id()::equals)
            .isPresent();
  }

  private static Fault missing(Name name) {
    return name.blockId() != null
        ? Fault.notFound("Block", name.blockId())
        : new Fault(
            FaultKind.NOT_FOUND,
            "Block with label '%s' not found for agent '%s'"
                .formatted(name.blockLabel(), name.agentId()));
  }

  void insert(Tx tx, Caller caller, Block block) {
    insert(tx, caller, block, "create");
  }

  /** Inserts a block that may be beyond its first version already. */
  void insert(Tx tx, Caller caller, Block block, String operation) {
    tx.update(
        """
        insert into block (label, value, char_limit, description, metadata, read_only, tags,
          is_template, hidden, preserve_on_migration, template_name, template_id,
          base_template_id, deployment_id, entity_id, project_id, updated_by, version, updated_at,
          created_by, created_at, tenant, id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        BlockRow.values(
            block,
            block.createdById(),
            Times.micros(block.createdAt()),
            caller.tenant(),
            block.id()));
    Usage.add(tx, caller.tenant(), Usage.Amount.blocks(1).withBytes(BlockRow.bytes(block)));
    tag(tx, caller.tenant(), block);
    Journal.append(tx, caller, KeptBlock.whole(block, operation));
  }

  /** Writes what a block became; the block it was must still be the current one. */
  void save(Tx tx, Caller caller, Block before, Block after, String operation) {
    boolean renamed = !after.label().equals(before.label());
    cache.changes(tx, after.id(), renamed);
    if (renamed) {
      relabel(tx, caller.tenant(), after);
    }
    boolean written =
        Usage.update(
            tx,
            caller.tenant(),
            BlockRow.bytes(after) - BlockRow.bytes(before),
            """
            update block set label = ?, value = ?, char_limit = ?, description = ?, metadata = ?,
              read_only = ?, tags = ?, is_template = ?, hidden = ?, preserve_on_migration = ?,
              template_name = ?, template_id = ?, base_template_id = ?, deployment_id = ?,
              entity_id = ?, project_id = ?, updated_by = ?, version = ?, updated_at = ?
            where tenant = ? and id = ? and version = ?
            """,
            BlockRow.values(after, caller.tenant(), after.id(), before.version()));
    if (!written) {
      throw changedMeanwhile(after);
    }
    if (!after.tags().equals(before.tags())) {
      tx.update(
          "delete from block_tag where tenant = ? and block_id = ?", caller.tenant(), after.id());
      tag(tx, caller.tenant(), after);
    }
    Journal.append(tx, caller, KeptBlock.of(before, after, operation));
  }

  /**
   * Gives a block another value. Tried first on what the block was lately, when that is known: the
   * statement that writes also finds out whether it still is so, which saves reading it.
   */
  Block edit(Tx tx, Caller caller, Edit edit) {
    return cache
        .lately(caller.tenant(), edit.name())
        .flatMap(known -> attempt(tx, caller, edit, known))
        .orElseGet(() -> edit(tx, caller, edit, lock(tx, caller.tenant(), edit.name())));
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
    return revalue(tx, caller, edit, before).orElseThrow(() -> changedMeanwhile(before));
  }

  private Optional<Block> revalue(Tx tx, Caller caller, Edit edit, Block before) {
    IfMatch.check(edit.ifMatch(), before);
    String value = edit.change().apply(before.value());
    BlockRules.within(before.limit(), value, before.value());
    Block after = BlockMaking.withValue(caller, before, value);
    cache.changes(tx, after.id(), false);
    if (!revalue(tx, caller.tenant(), edit.name(), before, after)) {
      return Optional.empty();
    }
    Journal.append(tx, caller, KeptBlock.ofValue(before, after, edit.operation()));
    cache.wrote(tx, caller.tenant(), edit.name(), after);
    return Optional.of(after);
  }

  private static boolean revalue(Tx tx, String tenant, Name name, Block before, Block after) {
    long grown = Usage.bytes(after.value()) - Usage.bytes(before.value());
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
      return Usage.update(tx, tenant, grown, REVALUE, arguments.toArray());
    }
    Collections.addAll(arguments, tenant, name.agentId(), name.blockLabel(), after.id());
    return Usage.update(tx, tenant, grown, REVALUE_LABELLED, arguments.toArray());
  }

  private static Fault changedMeanwhile(Block block) {
    return Fault.conflict("Block '" + block.id() + "' was changed at the same time; try again");
  }

  void delete(Tx tx, Caller caller, Block block) {
    cache.changes(tx, block.id(), true);
    tx.update("delete from block where tenant = ? and id = ?", caller.tenant(), block.id());
    Usage.add(tx, caller.tenant(), Usage.Amount.blocks(-1).withBytes(-BlockRow.bytes(block)));
    Block last = BlockMaking.patched(caller, block, BlockPatch.NOTHING);
    Journal.append(tx, caller, KeptBlock.whole(last, "delete"));
  }

  private static void tag(Tx tx, String tenant, Block block) {
    List<@Nullable Object[]> rows =
        block.tags().stream().map(tag -> new @Nullable Object[] {tenant, tag, block.id()}).toList();
    tx.batch("insert into block_tag (tenant, tag, block_id) values (?, ?, ?)", rows);
  }

  /** The label of the links follows; an agent that has the label already keeps its own block. */
  private static void relabel(Tx tx, String tenant, Block after) {
    requireFree(tx, tenant, after.id(), after.label());
    tx.update(
        "update agent_block set label = ? where tenant = ? and block_id = ?",
        after.label(),
        tenant,
        after.id());
  }

  static void requireFree(Tx tx, String tenant, String blockId, String label) {
    long taken =
        tx.number(
            """
            select count(*) from agent_block mine
            join agent_block other on other.tenant = mine.tenant
              and other.agent_id = mine.agent_id and other.block_id <> mine.block_id
            where mine.tenant = ? and mine.block_id = ? and other.label = ?
            """,
            tenant,
            blockId,
            label);
    if (taken > 0) {
      throw Fault.conflict(
          "label: an agent of this block already has another block labelled '" + label + "'");
    }
  }

  long count(Tx tx, String tenant) {
    return tx.number("select count(*) from block where tenant = ?", tenant);
  }
}
