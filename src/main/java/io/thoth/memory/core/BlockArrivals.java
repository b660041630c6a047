package io.thoth.memory.core;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Chain;
import io.thoth.memory.journal.Chain.Place;
import io.thoth.memory.journal.Change;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Blocks that come from elsewhere with the ids, versions and times they are to have. Called inside
 * the transactions of whoever brings them, for a transaction cannot cross the bus. Thread-safe.
 */
public final class BlockArrivals {
  private static final int LONGEST_OPERATION = 100;

  private final BlockStore store;

  public BlockArrivals(BlockCache cache) {
    store = new BlockStore(cache);
  }

  /** When and how a block became what it is; absent times are now. */
  public record Standing(
      long version,
      @Nullable String operation,
      @Nullable Instant createdAt,
      @Nullable Instant updatedAt) {
    /** Of a block that has no past. */
    public static final Standing FIRST = new Standing(1, null, null, null);

    public Standing {
      if (version < 1) {
        throw Fault.invalid("version", "must be at least 1, not " + version);
      }
      if (operation != null && !operation.matches("[a-z_]{1," + LONGEST_OPERATION + "}")) {
        throw Fault.invalid("operation", "must be a word in lower case");
      }
    }

    String operationOr(String other) {
      return operation == null ? other : operation;
    }
  }

  /** A version of a block before the one it is at. */
  public record Past(Standing standing, Block block) {}

  /** The block that these fields make. */
  public static Block made(Caller caller, String id, NewBlock fields, Standing standing) {
    return made(caller, id, fields, Objects.requireNonNull(fields.value()), standing);
  }

  /** The same with another value, which may be longer than the limit: it is kept as it was. */
  public static Block made(
      Caller caller, String id, NewBlock fields, String value, Standing standing) {
    Block fresh = BlockMaking.made(caller, fields);
    Instant created = Objects.requireNonNullElse(standing.createdAt(), fresh.createdAt());
    return new Block(
        id,
        fresh.label(),
        value,
        fresh.limit(),
        fresh.description(),
        fresh.metadata(),
        fresh.readOnly(),
        fresh.tags(),
        fresh.isTemplate(),
        fresh.hidden(),
        fresh.preserveOnMigration(),
        fresh.templateName(),
        fresh.templateId(),
        fresh.baseTemplateId(),
        fresh.deploymentId(),
        fresh.entityId(),
        fresh.projectId(),
        caller.actor(),
        caller.actor(),
        standing.version(),
        created,
        Objects.requireNonNullElse(standing.updatedAt(), created));
  }

  /** Writes the block; its earlier versions were written before or are not known. */
  public void insert(Tx tx, Caller caller, Block block, Standing standing) {
    store.insert(
        tx, caller, block, standing.operationOr(block.version() == 1 ? "create" : "import"));
  }

  /**
   * Writes earlier versions of one block, oldest first; what they tell of is not there yet. The
   * last of them is kept whole, because what follows it comes by another call.
   */
  public static void remember(Tx tx, Caller caller, List<Past> versions) {
    Block before = null;
    Place last = null;
    for (Past past : versions) {
      last = Place.after(tx, last);
      Chain.append(tx, caller, kept(before, past, past == versions.getLast()), last);
      before = past.block();
    }
  }

  private static Change kept(@Nullable Block before, Past past, boolean whole) {
    String operation = past.standing().operationOr("update");
    return before == null || whole
        ? KeptBlock.whole(past.block(), operation)
        : KeptBlock.of(before, past.block(), operation);
  }

  public static boolean has(Tx tx, String tenant, String blockId) {
    return tx.number("select count(*) from block where tenant = ? and id = ?", tenant, blockId) > 0;
  }
}
