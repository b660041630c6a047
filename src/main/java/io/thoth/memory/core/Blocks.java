package io.thoth.memory.core;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The contract of core memory: what can be asked of blocks.
 *
 * <p>A block is named by its id, or by an agent and the label the agent sees it under. Where {@code
 * ifMatch} is given (an {@code If-Match} header: versions in quotes, or {@code *}) and the block is
 * at another version, the change is refused as stale.
 */
public interface Blocks {
  Operation<Create, Block> CREATE =
      Operation.change("core.block.create", Create.class, Block.class);
  Operation<Read, Block> READ = Operation.read("core.block.read", Read.class, Block.class);
  Operation<Browse, Page> LIST = Operation.read("core.block.list", Browse.class, Page.class);
  Operation<Everything, Count> COUNT =
      Operation.read("core.block.count", Everything.class, Count.class);
  Operation<Update, Block> UPDATE =
      Operation.change("core.block.update", Update.class, Block.class);
  Operation<Delete, Deleted> DELETE =
      Operation.change("core.block.delete", Delete.class, Deleted.class);
  Operation<Append, Block> APPEND =
      Operation.change("core.block.append", Append.class, Block.class);
  Operation<Replace, Block> REPLACE =
      Operation.change("core.block.replace", Replace.class, Block.class);
  Operation<Insert, Block> INSERT =
      Operation.change("core.block.insert", Insert.class, Block.class);
  Operation<Undo, Block> UNDO = Operation.change("core.block.undo", Undo.class, Block.class);
  Operation<Past, History> HISTORY =
      Operation.read("core.block.history", Past.class, History.class);
  Operation<AtVersion, BlockVersion> VERSION =
      Operation.read("core.block.version", AtVersion.class, BlockVersion.class);
  Operation<Compare, Difference> DIFF =
      Operation.read("core.block.diff", Compare.class, Difference.class);

  /** Which block: its id, or an agent and a label. */
  record Name(@Nullable String blockId, @Nullable String agentId, @Nullable String blockLabel) {
    public Name {
      if (blockId != null) {
        Id.require("block_id", Id.BLOCK, blockId);
      } else {
        Id.require("agent_id", Id.AGENT, agentId);
        if (blockLabel == null) {
          throw Fault.invalid("block_label", "is required");
        }
        BlockRules.pathLabel("block_label", blockLabel);
      }
    }
  }

  record Create(NewBlock body) {}

  /** The block as it is now, or as it was at {@code asOf}. */
  record Read(
      @Nullable String blockId,
      @Nullable String agentId,
      @Nullable String blockLabel,
      @Nullable Instant asOf) {
    public Name name() {
      return new Name(blockId, agentId, blockLabel);
    }
  }

  record Update(
      @Nullable String blockId,
      @Nullable String agentId,
      @Nullable String blockLabel,
      @Nullable String ifMatch,
      BlockPatch body) {
    public Name name() {
      return new Name(blockId, agentId, blockLabel);
    }
  }

  record Delete(String blockId, @Nullable String ifMatch) {
    public Delete {
      Id.require("block_id", Id.BLOCK, blockId);
    }
  }

  record Deleted(String id) {}

  /** Puts {@code content} at the end, after {@code separator} when there is something before it. */
  record Append(
      @Nullable String blockId,
      @Nullable String agentId,
      @Nullable String blockLabel,
      @Nullable String ifMatch,
      String content,
      @Nullable String separator) {
    public Append {
      Edits.required("content", content);
      separator = separator == null ? "\n" : separator;
    }

    public Name name() {
      return new Name(blockId, agentId, blockLabel);
    }
  }

  /** Puts {@code newContent} in place of the one occurrence of {@code oldContent}, or of all. */
  record Replace(
      @Nullable String blockId,
      @Nullable String agentId,
      @Nullable String blockLabel,
      @Nullable String ifMatch,
      String oldContent,
      String newContent,
      @Nullable Boolean all) {
    public Replace {
      Edits.required("old_content", oldContent);
      Edits.required("new_content", newContent);
      if (oldContent.isEmpty()) {
        throw Fault.invalid("old_content", "must not be empty");
      }
    }

    public Name name() {
      return new Name(blockId, agentId, blockLabel);
    }
  }

  /**
   * Puts {@code content} as new lines after line {@code line}; 0 is before the first, -1 the end.
   */
  record Insert(
      @Nullable String blockId,
      @Nullable String agentId,
      @Nullable String blockLabel,
      @Nullable String ifMatch,
      String content,
      @Nullable Integer line) {
    public Insert {
      Edits.required("content", content);
      line = line == null ? -1 : line;
    }

    public Name name() {
      return new Name(blockId, agentId, blockLabel);
    }
  }

  /** Makes a new version that is what {@code version} was; without one, what the last one was. */
  record Undo(String blockId, @Nullable String ifMatch, @Nullable Long version) {
    public Undo {
      Id.require("block_id", Id.BLOCK, blockId);
      if (version != null && version < 1) {
        throw Fault.invalid("version", "must be at least 1, not " + version);
      }
    }
  }

  /** The filters of a list of blocks; those that are absent let everything through. */
  record Browse(
      @Nullable String label,
      @Nullable Boolean templatesOnly,
      @Nullable String name,
      @Nullable List<String> tags,
      @Nullable Boolean matchAllTags,
      @Nullable String labelSearch,
      @Nullable String descriptionSearch,
      @Nullable String valueSearch,
      @Nullable String identityId,
      @Nullable List<String> identifierKeys,
      @Nullable String projectId,
      @Nullable Integer connectedToAgentsCountGt,
      @Nullable Integer connectedToAgentsCountLt,
      @Nullable List<Integer> connectedToAgentsCountEq,
      @Nullable Boolean showHiddenBlocks,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {

    /** The blocks after {@code after} in the order they were made, hidden ones too. */
    public static Browse page(boolean templates, @Nullable String after, int limit) {
      return new Browse(
          null, templates, null, null, null, null, null, null, null, null, null, null, null, null,
          true, null, after, limit, "asc", null);
    }

    /** The blocks of an identity, hidden ones too, but no templates. */
    public static Browse of(
        String identityId,
        @Nullable String before,
        @Nullable String after,
        @Nullable Integer limit,
        @Nullable String order,
        @Nullable String orderBy) {
      return new Browse(
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          null,
          identityId,
          null,
          null,
          null,
          null,
          null,
          true,
          before,
          after,
          limit,
          order,
          orderBy);
    }
  }

  record Page(@JsonValue List<Block> blocks) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      blocks = List.copyOf(blocks);
    }
  }

  record Everything() {}

  record Count(@JsonValue long count) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Count {}
  }

  /** The versions of a block; cursors are versions. */
  record Past(
      String blockId,
      @Nullable Long before,
      @Nullable Long after,
      @Nullable Integer limit,
      @Nullable String order) {
    public Past {
      Id.require("block_id", Id.BLOCK, blockId);
    }
  }

  record AtVersion(String blockId, Long version) {
    public AtVersion {
      Id.require("block_id", Id.BLOCK, blockId);
    }
  }

  /** What a block was after one change. */
  record BlockVersion(
      String blockId,
      long version,
      String operation,
      String label,
      String value,
      long limit,
      @Nullable String description,
      boolean readOnly,
      Map<String, Object> metadata,
      List<String> tags,
      String actorId,
      String requestId,
      Instant at) {}

  record History(@JsonValue List<BlockVersion> versions) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public History {
      versions = List.copyOf(versions);
    }
  }

  /** Two versions to compare; without any, the current one with the one before. */
  record Compare(String blockId, @Nullable Long from, @Nullable Long to) {
    public Compare {
      Id.require("block_id", Id.BLOCK, blockId);
    }
  }

  /** The difference of two values in the unified format of diff. */
  record Difference(String blockId, long from, long to, String diff) {}
}
