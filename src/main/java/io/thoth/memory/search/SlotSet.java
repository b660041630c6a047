package io.thoth.memory.search;

import java.util.Arrays;

/**
 * A set of slots as a bit map, one word for each block of 64, so that a scan can skip blocks
 * without a member. ({@link java.util.BitSet} does not show its words.) Not thread-safe.
 */
final class SlotSet {
  private long[] words;
  private int size;

  SlotSet() {
    this(new long[1], 0);
  }

  private SlotSet(long[] words, int size) {
    this.words = words;
    this.size = size;
  }

  SlotSet copy() {
    return new SlotSet(words.clone(), size);
  }

  int size() {
    return size;
  }

  boolean contains(int slot) {
    return (word(slot >> 6) & (1L << slot)) != 0;
  }

  void add(int slot) {
    int index = slot >> 6;
    if (index >= words.length) {
      words = Arrays.copyOf(words, Math.max(index + 1, words.length * 2));
    }
    size += contains(slot) ? 0 : 1;
    words[index] |= 1L << slot;
  }

  void remove(int slot) {
    if (contains(slot)) {
      words[slot >> 6] &= ~(1L << slot);
      size--;
    }
  }

  /** Membership of the 64 slots of a block, the lowest slot in the lowest bit. */
  long word(int block) {
    return block < words.length ? words[block] : 0;
  }

  /** How many blocks may have members. */
  int blocks() {
    return words.length;
  }

  /** Drops what is not in the other set as well. */
  void retainAll(SlotSet other) {
    size = 0;
    for (int i = 0; i < words.length; i++) {
      words[i] &= other.word(i);
      size += Long.bitCount(words[i]);
    }
  }

  /** The lowest member at or above {@code slot}, or -1. */
  int next(int slot) {
    int block = slot >> 6;
    if (block >= words.length) {
      return -1;
    }
    long word = words[block] & (-1L << slot);
    while (word == 0) {
      if (++block == words.length) {
        return -1;
      }
      word = words[block];
    }
    return (block << 6) + Long.numberOfTrailingZeros(word);
  }

  long bytes() {
    return 8L * words.length;
  }
}
