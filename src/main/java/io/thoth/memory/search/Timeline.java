package io.thoth.memory.search;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who stands next to whom: the slots of each session in the order of time. Sessions are kept apart,
 * so that two conversations going on at once do not cut each other to pieces. Documents mostly
 * arrive in order and are appended; one that is late is inserted by moving the rest. Not
 * thread-safe.
 */
final class Timeline {
  /** How many neighbours {@link #around} tells: two on each side. */
  static final int REACH = 4;

  private final SlotTable slots;
  private final Map<@Nullable String, IntList> sessions = new HashMap<>();
  private long bytes;

  Timeline(SlotTable slots) {
    this.slots = slots;
  }

  void add(int slot) {
    String session = slots.session(slot);
    IntList run = sessions.get(session);
    if (run == null) {
      run = new IntList();
      sessions.put(session, run);
      bytes += 160;
    }
    run.insert(place(run, slot), slot);
    bytes += Integer.BYTES;
  }

  void remove(int slot) {
    String session = slots.session(slot);
    IntList run = run(slot);
    run.removeAt(place(run, slot));
    bytes -= Integer.BYTES;
    if (run.size() == 0) {
      sessions.remove(session);
      bytes -= 160;
    }
  }

  /**
   * The slots two before, one before, one after and two after; -1 where the session ends or a gap
   * of more than {@code maximumGap} microseconds lies between.
   */
  void around(int slot, long maximumGap, int[] found) {
    IntList run = run(slot);
    int at = place(run, slot);
    found[1] = step(run, at, -1, maximumGap);
    found[0] = found[1] < 0 ? -1 : step(run, at - 1, -1, maximumGap);
    found[2] = step(run, at, 1, maximumGap);
    found[3] = found[2] < 0 ? -1 : step(run, at + 1, 1, maximumGap);
  }

  private int step(IntList run, int from, int direction, long maximumGap) {
    int to = from + direction;
    if (to < 0 || to >= run.size()) {
      return -1;
    }
    int earlier = run.get(Math.min(from, to));
    int later = run.get(Math.max(from, to));
    long gap = slots.createdAt(later) - slots.createdAt(earlier);
    // Negative only by overflow: further apart than a long can tell.
    return gap < 0 || gap > maximumGap ? -1 : run.get(to);
  }

  private IntList run(int slot) {
    IntList run = sessions.get(slots.session(slot));
    if (run == null) {
      throw new IllegalStateException("slot " + slot + " is not on the timeline");
    }
    return run;
  }

  /** Where the slot is, or where it belongs. */
  private int place(IntList run, int slot) {
    int low = 0;
    int high = run.size();
    if (high > 0 && slots.compareInTime(run.get(high - 1), slot) < 0) {
      return high;
    }
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (slots.compareInTime(run.get(middle), slot) < 0) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  long bytes() {
    return bytes;
  }
}
