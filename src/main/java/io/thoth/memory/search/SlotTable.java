package io.thoth.memory.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known of each document besides vector and words. A document is known inside the index by
 * its slot, a number given out in the order of insertion and never reused until compaction. Not
 * thread-safe.
 */
final class SlotTable {
  private final Map<String, Integer> slotOf = new HashMap<>();
  private @Nullable String[] ids = new @Nullable String[4];
  private @Nullable String[] sessions = new @Nullable String[4];
  private long[] sequences = new long[4];
  private long[] createdAt = new long[4];
  private int count;
  private long idBytes;

  /** How many slots were given out, dead ones included. */
  int count() {
    return count;
  }

  /** The slot of a document, or -1. */
  int find(String id) {
    return slotOf.getOrDefault(id, -1);
  }

  int add(String id, long sequence, long created, @Nullable String session) {
    if (count == Postings.MAXIMUM_SLOTS) {
      throw new IllegalStateException("an index holds at most " + count + " documents");
    }
    if (count == ids.length) {
      grow(count + (count >> 1) + 2);
    }
    ids[count] = id;
    sessions[count] = session;
    sequences[count] = sequence;
    createdAt[count] = created;
    slotOf.put(id, count);
    idBytes += id.length();
    return count++;
  }

  private void grow(int capacity) {
    ids = Arrays.copyOf(ids, capacity);
    sessions = Arrays.copyOf(sessions, capacity);
    sequences = Arrays.copyOf(sequences, capacity);
    createdAt = Arrays.copyOf(createdAt, capacity);
  }

  /** Forgets a document; its slot stays dead. */
  void remove(int slot) {
    String id = id(slot);
    slotOf.remove(id);
    idBytes -= id.length();
    ids[slot] = null;
    sessions[slot] = null;
  }

  String id(int slot) {
    return Objects.requireNonNull(ids[slot], "dead slot");
  }

  @Nullable String session(int slot) {
    return sessions[slot];
  }

  long sequence(int slot) {
    return sequences[slot];
  }

  long createdAt(int slot) {
    return createdAt[slot];
  }

  /** The order in time: by creation, then sequence, then id, so that it is total. */
  int compareInTime(int left, int right) {
    int order = Long.compare(createdAt[left], createdAt[right]);
    if (order == 0) {
      order = Long.compare(sequences[left], sequences[right]);
    }
    return order == 0 ? id(left).compareTo(id(right)) : order;
  }

  /** Arrays, and per document a map entry, a boxed slot and the id's own header. */
  long bytes() {
    return 24L * ids.length + 120L * slotOf.size() + idBytes;
  }
}
