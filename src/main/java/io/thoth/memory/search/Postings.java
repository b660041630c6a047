package io.thoth.memory.search;

/**
 * The documents that contain one term, in the order of their slots, with how often. Both share an
 * int: 24 bits of slot, 8 bits of frequency. A term that occurs more than 255 times in a document
 * counts as 255 times, which BM25 hardly tells apart. Not thread-safe.
 */
final class Postings {
  static final int MAXIMUM_SLOTS = 1 << 24;
  static final int MAXIMUM_FREQUENCY = 255;

  private final IntList entries = new IntList();

  /** Slots must arrive in ascending order. */
  void add(int slot, int frequency) {
    entries.add(slot << 8 | Math.min(frequency, MAXIMUM_FREQUENCY));
  }

  int size() {
    return entries.size();
  }

  /** For tight loops: the first {@link #size()} elements are read by {@link #slot}. */
  int[] array() {
    return entries.array();
  }

  static int slot(int entry) {
    return entry >>> 8;
  }

  static int frequency(int entry) {
    return entry & 255;
  }

  /** In how many living documents the term occurs. */
  int documents(SlotSet live) {
    int documents = 0;
    int[] array = entries.array();
    for (int i = 0; i < entries.size(); i++) {
      documents += live.contains(slot(array[i])) ? 1 : 0;
    }
    return documents;
  }

  /** What remains under the new numbers. */
  Postings compacted(Renumbering renumbering) {
    Postings kept = new Postings();
    for (int i = 0; i < entries.size(); i++) {
      int slot = renumbering.of(slot(entries.get(i)));
      if (slot >= 0) {
        kept.add(slot, frequency(entries.get(i)));
      }
    }
    return kept;
  }

  long bytes() {
    return 48 + 4L * entries.array().length;
  }
}
