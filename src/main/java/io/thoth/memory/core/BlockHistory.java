package io.thoth.memory.core;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.core.Blocks.Difference;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Entry;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What blocks were, read from the journal; also of blocks that were deleted. */
final class BlockHistory {
  private static final int USUAL_PAGE = 50;
  private static final int CONTEXT_LINES = 3;

  List<BlockVersion> list(Tx tx, String tenant, Blocks.Past question) {
    boolean descending = Page.descending(question.order(), true);
    Page page = Page.of(null, null, question.limit(), USUAL_PAGE, descending);
    // In descending order "after" means further down, so older.
    Long older = descending ? question.after() : question.before();
    Long newer = descending ? question.before() : question.after();
    List<Entry> entries;
    if (newer != null && older == null) {
      List<Entry> found = Journal.after(tx, tenant, question.blockId(), newer, page.limit());
      entries = descending ? found.reversed() : found;
    } else if (descending || older != null) {
      long below = older == null ? Long.MAX_VALUE : older;
      List<Entry> found = Journal.before(tx, tenant, question.blockId(), below, page.limit());
      entries = descending ? found : found.reversed();
    } else {
      entries = Journal.after(tx, tenant, question.blockId(), 0, page.limit());
    }
    if (entries.isEmpty()) {
      latest(tx, tenant, question.blockId());
    }
    return entries.stream().map(BlockHistory::version).toList();
  }

  /** The version, or a fault that says which ones are kept. */
  BlockVersion at(Tx tx, String tenant, String blockId, long version) {
    return Journal.at(tx, tenant, blockId, version)
        .map(BlockHistory::version)
        .orElseThrow(
            () ->
                new Fault(
                    FaultKind.NOT_FOUND,
                    "Version " + version + " of block '" + blockId + "' is not kept"));
  }

  /** The block as it was at a time; a fault when it did not exist then. */
  Block asOf(Tx tx, String tenant, String blockId, Instant time) {
    Entry entry =
        Journal.asOf(tx, tenant, blockId, time)
            .filter(found -> !found.operation().equals("delete"))
            .orElseThrow(
                () ->
                    new Fault(
                        FaultKind.NOT_FOUND,
                        "Block with id '" + blockId + "' did not exist at that time"));
    return Json.read(entry.state(), BlockState.class).as(entry);
  }

  Difference compare(Tx tx, String tenant, Blocks.Compare question) {
    String id = question.blockId();
    long to = question.to() == null ? latest(tx, tenant, id) : question.to();
    long from = question.from() == null ? Math.max(1, to - 1) : question.from();
    List<String> old = lines(at(tx, tenant, id, from).value());
    List<String> fresh = lines(at(tx, tenant, id, to).value());
    List<String> unified =
        UnifiedDiffUtils.generateUnifiedDiff(
            "version " + from, "version " + to, old, DiffUtils.diff(old, fresh), CONTEXT_LINES);
    return new Difference(id, from, to, String.join("\n", unified));
  }

  /** The state to go back to: of the version named, else of the one before the current. */
  BlockState before(Tx tx, String tenant, Block block, @Nullable Long version) {
    long wanted = version == null ? block.version() - 1 : version;
    if (wanted < 1) {
      throw Fault.conflict("Block '" + block.id() + "' is at its first version");
    }
    BlockVersion then = at(tx, tenant, block.id(), wanted);
    return new BlockState(
        then.label(),
        then.value(),
        then.limit(),
        then.description(),
        then.readOnly(),
        then.metadata(),
        then.tags());
  }

  private static long latest(Tx tx, String tenant, String blockId) {
    List<Entry> newest = Journal.before(tx, tenant, blockId, Long.MAX_VALUE, 1);
    if (newest.isEmpty()) {
      throw Fault.notFound("Block", blockId);
    }
    return newest.getFirst().sequence();
  }

  private static List<String> lines(String value) {
    return value.isEmpty() ? List.of() : Arrays.asList(value.split("\n", -1));
  }

  private static BlockVersion version(Entry entry) {
    BlockState state = Json.read(entry.state(), BlockState.class);
    return new BlockVersion(
        entry.stream(),
        entry.sequence(),
        entry.operation(),
        state.label(),
        state.value(),
        state.limit(),
        state.description(),
        state.readOnly(),
        state.metadata(),
        state.tags(),
        entry.actor(),
        entry.requestId(),
        entry.at());
  }
}
