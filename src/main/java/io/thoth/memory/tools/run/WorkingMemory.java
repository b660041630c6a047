package io.thoth.memory.tools.run;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.BlockPatch;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An agent's core memory while one tool works on it. Blocks are read when they are first needed;
 * changes are checked at once and written together by {@link #save}, so a tool that fails in the
 * middle has written nothing. Belongs to one transaction.
 */
public final class WorkingMemory {
  private final Tx tx;
  private final Caller caller;
  private final String agentId;
  private final AgentBlocks blocks;
  private final List<Held> held = new ArrayList<>();

  /** A block as it will be. */
  private static final class Held {
    private final @Nullable Block stored;
    private String label;
    private String value;
    private @Nullable String description;
    private boolean detached;

    Held(@Nullable Block stored, String label, String value, @Nullable String description) {
      this.stored = stored;
      this.label = label;
      this.value = value;
      this.description = description;
    }
  }

  public WorkingMemory(Tx tx, Caller caller, String agentId, AgentBlocks blocks) {
    this.tx = tx;
    this.caller = caller;
    this.agentId = agentId;
    this.blocks = blocks;
  }

  /** Whether there is a block with this label. */
  boolean has(String label) {
    return find(label).isPresent();
  }

  /** The value of a block that may be edited. */
  String value(String label) {
    return editable(label).value;
  }

  /** Gives a block another value; answers that value. */
  String rewrite(String label, String value) {
    Held block = editable(label);
    if (block.stored != null) {
      Block stored = block.stored;
      checked(() -> AgentBlocks.requireWithin(stored, value));
    } else {
      checked(() -> NewBlock.of(label, value));
    }
    block.value = value;
    return value;
  }

  void create(String label, String value, @Nullable String description) {
    if (has(label)) {
      throw ToolFailure.ofUnique(
          "a block with the label '" + label + "' is attached to this agent already");
    }
    checked(() -> NewBlock.of(label, value, description));
    held.add(new Held(null, label, value, description));
  }

  /** Takes a block from the agent; the block itself stays. */
  void detach(String label) {
    editable(label).detached = true;
  }

  void rename(String from, String to) {
    Held block = editable(from);
    if (from.equals(to)) {
      return;
    }
    if (has(to)) {
      throw ToolFailure.ofUnique(
          "a block with the label '" + to + "' is attached to this agent already");
    }
    checked(() -> NewBlock.of(to, ""));
    if (block.stored != null) {
      Block stored = block.stored;
      checked(() -> AgentBlocks.requireFree(tx, caller.tenant(), stored, to));
    }
    block.label = to;
  }

  void describe(String label, String description) {
    editable(label).description = description;
  }

  private Held editable(String label) {
    Held block = find(label).orElseThrow(() -> missing(label));
    if (block.stored != null && block.stored.readOnly()) {
      throw ToolFailure.ofValue("Error: This block is read-only and cannot be edited.");
    }
    return block;
  }

  private ToolFailure missing(String label) {
    List<String> labels = new ArrayList<>(blocks.labels(tx, caller.tenant(), agentId));
    return ToolFailure.ofKey(
        "'Block field %s does not exist (available sections = %s)'"
            .formatted(label, String.join(", ", labels)));
  }

  private Optional<Held> find(String label) {
    for (Held block : held) {
      if (block.label.equals(label) && !block.detached) {
        return Optional.of(block);
      }
    }
    return blocks
        .lock(tx, caller.tenant(), agentId, label)
        .filter(block -> held.stream().noneMatch(one -> isOf(one, block)))
        .map(
            block -> {
              Held fresh = new Held(block, block.label(), block.value(), block.description());
              held.add(fresh);
              return fresh;
            });
  }

  private static boolean isOf(Held held, Block block) {
    return held.stored != null && held.stored.id().equals(block.id());
  }

  /** What core memory refuses, the tool has to tell its caller. */
  private static void checked(Runnable check) {
    try {
      check.run();
    } catch (Fault refused) {
      throw ToolFailure.ofValue(refused.getMessage());
    }
  }

  /** Writes what has changed; the versions that come about are made by {@code operation}. */
  public void save(String operation) {
    boolean links = false;
    for (Held block : held) {
      if (block.detached && block.stored != null) {
        blocks.detach(tx, caller, agentId, block.stored.id());
        links = true;
      }
    }
    for (Held block : held) {
      if (!block.detached && block.stored != null) {
        patch(block, block.stored, operation);
      }
    }
    for (Held block : held) {
      if (!block.detached && block.stored == null) {
        blocks.create(
            tx, caller, agentId, NewBlock.of(block.label, block.value, block.description));
        links = true;
      }
    }
    if (links) {
      AgentDirectory.touch(tx, caller, agentId, operation);
    }
  }

  private void patch(Held block, Block stored, String operation) {
    boolean same =
        block.label.equals(stored.label())
            && block.value.equals(stored.value())
            && Objects.equals(block.description, stored.description());
    if (!same) {
      BlockPatch patch = BlockPatch.of(block.label, block.value, block.description);
      blocks.patch(tx, caller, stored, patch, operation);
    }
  }
}
