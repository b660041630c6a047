package io.thoth.memory.core;

import io.thoth.memory.journal.Entry;
import io.thoth.memory.journal.Span;
import io.thoth.memory.json.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds versions of a block from its entries, given oldest first, beginning with a whole one.
 * Holds no more text than fits into memory: at the end that is further from where the reader began,
 * versions are left out, but never all.
 */
final class Rebuilding {
  private final Span wanted;
  private final boolean newestFirst;
  private final Deque<KeptBlock> versions = new ArrayDeque<>();
  private @Nullable Block last;
  private long length;

  /**
   * @param newestFirst whether the newest of the wanted versions matter most
   */
  Rebuilding(Span wanted, boolean newestFirst) {
    this.wanted = wanted;
    this.newestFirst = newestFirst;
  }

  void take(Entry entry) {
    if (isFull() && !newestFirst) {
      return;
    }
    Block block = block(entry);
    last = block;
    if (wanted.contains(entry.sequence())) {
      versions.addLast(new KeptBlock(block, entry));
      length += block.value().length();
    }
    while (isFull() && newestFirst && versions.size() > 1) {
      length -= versions.removeFirst().block().value().length();
    }
  }

  private boolean isFull() {
    return length > BlockRules.LONGEST;
  }

  private Block block(Entry entry) {
    Block before = last;
    if (entry.whole() || before == null) {
      return Json.read(entry.state(), Block.class);
    }
    String value = Json.read(entry.state(), Splice.class).in(before.value());
    return before.then(BlockPatch.ofValue(value), entry.actor(), entry.sequence(), entry.at());
  }

  /** What was rebuilt, oldest first. */
  List<KeptBlock> versions() {
    return List.copyOf(versions);
  }
}
