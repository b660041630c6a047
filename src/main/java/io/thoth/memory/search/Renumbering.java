package io.thoth.memory.search;

import java.util.Arrays;

/** New numbers for the living slots, without gaps and in the same order: the plan of compaction. */
final class Renumbering {
  private final int[] numbers;
  private final int living;

  Renumbering(int slots, SlotSet live) {
    numbers = new int[slots];
    Arrays.fill(numbers, -1);
    int next = 0;
    for (int slot = live.next(0); slot >= 0; slot = live.next(slot + 1)) {
      numbers[slot] = next++;
    }
    living = next;
  }

  /** The new number of a slot, or -1 when it is dead. */
  int of(int slot) {
    return numbers[slot];
  }

  /** Values by slot, moved to the new numbers. */
  int[] apply(int[] bySlot) {
    int[] moved = new int[living];
    for (int slot = 0; slot < numbers.length; slot++) {
      if (numbers[slot] >= 0) {
        moved[numbers[slot]] = bySlot[slot];
      }
    }
    return moved;
  }
}
