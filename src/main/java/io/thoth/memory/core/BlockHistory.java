package io.thoth.memory.core;

import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.Chain;
import io.thoth.memory.journal.Chain.Head;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.journal.Span;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What blocks were, read from the journal; also of blocks that were deleted. */
final class BlockHistory {
  private static final int USUAL_PAGE = 50;

  /** The versions of a block that are kept; without a head when it was deleted. */
  private record Kept(String blockId, Span span, @Nullable Head head) {}

  List<BlockVersion> list(Tx tx, String tenant, Blocks.Past question) {
    Kept kept = kept(tx, tenant, question.blockId());
    boolean descending = Page.descending(question.order(), true);
    Page page = Page.of(null, null, question.limit(), USUAL_PAGE, descending);
    // In descending order what comes after a version is older.
    Span wanted =
        descending
            ? kept.span().between(question.before(), question.after())
            : kept.span().between(question.after(), question.before());
    boolean backwards = question.before() != null && question.after() == null;
    boolean newestFirst = descending != backwards;
    Span read = newestFirst ? wanted.last(page.limit()) : wanted.first(page.limit());
    List<BlockVersion> versions =
        versions(tx, tenant, kept, read, newestFirst).stream().map(KeptBlock::shown).toList();
    return descending ? versions.reversed() : versions;
  }

  /** The version, or a fault when it is not kept. */
  BlockVersion at(Tx tx, String tenant, String blockId, long version) {
    return require(tx, tenant, blockId, version).shown();
  }

  /** The block as it was after its change to this version. */
  Block block(Tx tx, String tenant, String blockId, long version) {
    return require(tx, tenant, blockId, version).block();
  }

  /** The block as it was at a time; a fault when it did not exist then. */
  Block asOf(Tx tx, String tenant, String blockId, Instant time) {
    Kept kept = kept(tx, tenant, blockId);
    Optional<Long> version = Chain.asOf(tx, tenant, blockId, kept.head(), time);
    if (version.isEmpty() && kept.span().oldest() > 1) {
      throw notFound("What block '" + blockId + "' was at that time is not kept");
    }
    return version
        .map(number -> require(tx, tenant, blockId, number))
        .filter(then -> !then.deleted())
        .orElseThrow(() -> notFound("Block with id '" + blockId + "' did not exist at that time"))
        .block();
  }

  /** The two versions asked for, from and to. */
  List<BlockVersion> both(Tx tx, String tenant, Blocks.Compare question) {
    String id = question.blockId();
    long to = question.to() == null ? kept(tx, tenant, id).span().newest() : question.to();
    long from = question.from() == null ? Math.max(1, to - 1) : question.from();
    return List.of(at(tx, tenant, id, from), at(tx, tenant, id, to));
  }

  /** What to go back to: the version named, else the one before the current. */
  Block before(Tx tx, String tenant, Block block, @Nullable Long version) {
    if (version == null && block.version() == 1) {
      throw Fault.conflict("Block '" + block.id() + "' is at its first version");
    }
    long wanted = version == null ? block.version() - 1 : version;
    return block(tx, tenant, block.id(), wanted);
  }

  private static KeptBlock require(Tx tx, String tenant, String blockId, long version) {
    return find(tx, tenant, blockId)
        .filter(kept -> kept.span().contains(version))
        .map(kept -> versions(tx, tenant, kept, new Span(version, version), true).getLast())
        .orElseThrow(
            () -> notFound("Version " + version + " of block '" + blockId + "' is not kept"));
  }

  /** These versions, oldest first; see {@link Rebuilding} for when some are left out. */
  private static List<KeptBlock> versions(
      Tx tx, String tenant, Kept kept, Span span, boolean newestFirst) {
    Rebuilding rebuilding = new Rebuilding(span, newestFirst);
    Chain.rebuild(tx, tenant, kept.blockId(), kept.head(), span, rebuilding::take);
    return rebuilding.versions();
  }

  private static Kept kept(Tx tx, String tenant, String blockId) {
    return find(tx, tenant, blockId).orElseThrow(() -> Fault.notFound("Block", blockId));
  }

  private static Optional<Kept> find(Tx tx, String tenant, String blockId) {
    Head head = BlockStore.head(tx, tenant, blockId).orElse(null);
    return Journal.span(tx, tenant, blockId)
        .map(whole -> head == null ? whole : new Span(whole.oldest(), head.sequence()))
        .map(span -> new Kept(blockId, span, head));
  }

  private static Fault notFound(String message) {
    return new Fault(FaultKind.NOT_FOUND, message);
  }
}
