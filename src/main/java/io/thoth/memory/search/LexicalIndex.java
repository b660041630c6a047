package io.thoth.memory.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which documents contain which term, and how long each document is. A removed document stays in
 * the postings until compaction; readers skip it by the set of living slots. Not thread-safe.
 */
final class LexicalIndex {
  private final Map<String, Postings> postings = new HashMap<>();
  private int[] lengths = new int[4];
  private long totalLength;
  private long bytes;

  void add(int slot, Words words) {
    if (slot >= lengths.length) {
      lengths = Arrays.copyOf(lengths, slot + (slot >> 1) + 2);
    }
    lengths[slot] = words.length();
    totalLength += words.length();
    words.counts().forEach((term, frequency) -> add(slot, term, frequency));
  }

  private void add(int slot, String term, int frequency) {
    Postings list = postings.get(term);
    if (list == null) {
      list = new Postings();
      put(term, list);
    }
    long before = list.bytes();
    list.add(slot, frequency);
    bytes += list.bytes() - before;
  }

  private void put(String term, Postings list) {
    postings.put(term, list);
    bytes += 96 + term.length() + list.bytes();
  }

  void remove(int slot) {
    totalLength -= lengths[slot];
  }

  @Nullable Postings postings(String term) {
    return postings.get(term);
  }

  /** Terms of the document, counted with repetitions. */
  int length(int slot) {
    return lengths[slot];
  }

  /** The lengths of all living documents together. */
  long totalLength() {
    return totalLength;
  }

  /** A copy without dead slots and without terms that only those had. */
  LexicalIndex compacted(Renumbering renumbering) {
    LexicalIndex fresh = new LexicalIndex();
    fresh.lengths = renumbering.apply(lengths);
    fresh.totalLength = totalLength;
    postings.forEach(
        (term, list) -> {
          Postings kept = list.compacted(renumbering);
          if (kept.size() > 0) {
            fresh.put(term, kept);
          }
        });
    return fresh;
  }

  long bytes() {
    return bytes + 4L * lengths.length;
  }
}
