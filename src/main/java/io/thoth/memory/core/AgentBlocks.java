package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which blocks agents have: what the agents feature does with blocks inside its own transactions. A
 * transaction cannot cross the bus, so this part of the contract is called, not sent.
 */
public final class AgentBlocks {
  private final BlockStore store;
  private final BlockCache cache;

  public AgentBlocks(BlockCache cache) {
    this.cache = cache;
    this.store = new BlockStore(cache);
  }

  /** Makes a block for an agent, with the usual description of its label, and attaches it. */
  public Block create(Tx tx, Caller caller, String agentId, NewBlock fresh) {
    String description =
        fresh.description() == null
            ? BlockRules.usualDescription(fresh.label())
            : fresh.description();
    Block made = BlockMaking.made(caller, fresh, description);
    store.insert(tx, caller, made);
    attach(tx, caller.tenant(), agentId, made);
    return made;
  }

  /** Attaches an existing block; attaching it again changes nothing. */
  public void attach(Tx tx, Caller caller, String agentId, String blockId) {
    caller.grant().requireNoAgent(); // or it could bring any block within its reach
    // Locked, because the link carries its label.
    Block block = store.lock(tx, caller.tenant(), new Blocks.Name(blockId, null, null));
    attach(tx, caller.tenant(), agentId, block);
  }

  private void attach(Tx tx, String tenant, String agentId, Block block) {
    cache.changesLinks(tx);
    int rows =
        tx.update(
            """
            insert into agent_block (tenant, agent_id, label, block_id) values (?, ?, ?, ?)
            on conflict do nothing
            """,
            tenant,
            agentId,
            block.label(),
            block.id());
    if (rows == 0 && !isAttached(tx, tenant, agentId, block.id())) {
      throw Fault.conflict(
          "Agent '" + agentId + "' already has another block labelled '" + block.label() + "'");
    }
  }

  private static boolean isAttached(Tx tx, String tenant, String agentId, String blockId) {
    return tx.number(
            "select count(*) from agent_block where tenant = ? and agent_id = ? and block_id = ?",
            tenant,
            agentId,
            blockId)
        > 0;
  }

  /**
   * The block that an agent has under this label, to be changed: it stays as it is for everybody
   * else until the transaction ends.
   */
  public Optional<Block> lock(Tx tx, String tenant, String agentId, String label) {
    return store.lock(tx, tenant, agentId, label);
  }

  /** The labels of an agent's blocks, in alphabetical order. */
  public List<String> labels(Tx tx, String tenant, String agentId) {
    return tx.query(
        "select label from agent_block where tenant = ? and agent_id = ? order by label",
        row -> row.text("label"),
        tenant,
        agentId);
  }

  /**
   * Changes a block and keeps its version as made by {@code operation}. Refused, before anything is
   * written, when the value would grow beyond the limit.
   */
  public Block patch(Tx tx, Caller caller, Block before, BlockPatch patch, String operation) {
    Block after = BlockMaking.patched(caller, before, patch);
    requireWithin(before, after.value());
    store.save(tx, caller, before, after, operation);
    return after;
  }

  /** Refuses a value that {@link #patch} would refuse, without writing anything. */
  public static void requireWithin(Block before, String value) {
    BlockRules.within(before.limit(), value, before.value());
  }

  /** Refuses a new label that another agent of this block has for another block. */
  public static void requireFree(Tx tx, String tenant, Block block, String label) {
    BlockStore.requireFree(tx, tenant, block.id(), BlockRules.label("label", label));
  }

  public void detach(Tx tx, Caller caller, String agentId, String blockId) {
    cache.changesLinks(tx);
    int rows =
        tx.update(
            "delete from agent_block where tenant = ? and agent_id = ? and block_id = ?",
            caller.tenant(),
            agentId,
            blockId);
    if (rows == 0) {
      throw new Fault(
          FaultKind.NOT_FOUND,
          "Block '" + blockId + "' is not attached to agent '" + agentId + "'");
    }
  }

  /** Makes these the blocks of the agent, and no others. */
  public void replace(Tx tx, Caller caller, String agentId, List<String> blockIds) {
    detachAll(tx, caller, agentId);
    blockIds.stream().distinct().forEach(blockId -> attach(tx, caller, agentId, blockId));
  }

  /** Takes every block from an agent; the blocks themselves stay. */
  public void detachAll(Tx tx, Caller caller, String agentId) {
    cache.changesLinks(tx);
    tx.update(
        "delete from agent_block where tenant = ? and agent_id = ?", caller.tenant(), agentId);
  }

  /** The block, or a fault {@code NOT_FOUND}. */
  public Block require(Tx tx, String tenant, String blockId) {
    return store.require(tx, tenant, new Blocks.Name(blockId, null, null));
  }

  /** The block, if it is there. */
  public Optional<Block> find(Tx tx, String tenant, String blockId) {
    return store.find(tx, tenant, new Blocks.Name(blockId, null, null));
  }

  /** Makes a block with all that another one is now, attached to nobody. */
  public Block copy(Tx tx, Caller caller, Block block) {
    Block made = BlockMaking.copied(caller, block);
    store.insert(tx, caller, made);
    return made;
  }

  /** Deletes a block, if it is there. */
  public void delete(Tx tx, Caller caller, String blockId) {
    find(tx, caller.tenant(), blockId).ifPresent(block -> store.delete(tx, caller, block));
  }

  /** One page of an agent's blocks, by id; the cursor need not be of this agent. */
  public List<Block> page(Tx tx, String tenant, String agentId, Page page) {
    boolean descending = page.descending() != page.backwards();
    Conditions where =
        new Conditions("l.tenant = ? and l.agent_id = ?", tenant, agentId)
            .given(page.descending() ? "b.id < ?" : "b.id > ?", page.after())
            .given(page.descending() ? "b.id > ?" : "b.id < ?", page.before());
    List<Block> blocks =
        tx.query(
            "select "
                + BlockRow.COLUMNS
                + " from agent_block l join block b on b.tenant = l.tenant and b.id = l.block_id"
                + (" where " + where.text())
                + (" order by b.id " + (descending ? "desc" : "asc") + " limit ?"),
            BlockRow::block,
            where.arguments(page.limit()));
    return page.backwards() ? blocks.reversed() : blocks;
  }

  /** The blocks of each of these agents, by id; agents without blocks are left out. */
  public Map<String, List<Block>> of(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<Block>> blocks = new LinkedHashMap<>();
    if (agentIds.isEmpty()) {
      return blocks;
    }
    List<@Nullable Object> arguments = new ArrayList<>(agentIds);
    arguments.addFirst(tenant);
    record Of(String agentId, Block block) {}
    tx.query(
            "select l.agent_id, "
                + BlockRow.COLUMNS
                + " from agent_block l join block b on b.tenant = l.tenant and b.id = l.block_id"
                + (" where l.tenant = ? and l.agent_id in (" + Conditions.marks(agentIds) + ")")
                + " order by b.id",
            row -> new Of(row.text("agent_id"), BlockRow.block(row)),
            arguments.toArray())
        .forEach(
            of -> blocks.computeIfAbsent(of.agentId(), _ -> new ArrayList<>()).add(of.block()));
    return blocks;
  }

  /** Refuses two new blocks of one agent with the same label. */
  public static void distinctLabels(List<NewBlock> blocks) {
    Set<String> seen = new HashSet<>();
    for (NewBlock block : blocks) {
      if (!seen.add(Objects.requireNonNull(block.label()))) {
        throw Fault.invalid("memory_blocks", "has the label '" + block.label() + "' twice");
      }
    }
  }
}
