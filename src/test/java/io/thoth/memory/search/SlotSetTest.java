package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlotSetTest {
  @Test
  void itBehavesAsABitSetDoes() {
    Random random = new Random(7);
    SlotSet set = new SlotSet();
    BitSet reference = new BitSet();
    for (int i = 0; i < 2_000; i++) {
      int slot = random.nextInt(1_000);
      if (random.nextInt(3) == 0) {
        set.remove(slot);
        reference.clear(slot);
      } else {
        set.add(slot);
        reference.set(slot);
      }
    }

    assertEquals(reference.stream().boxed().toList(), members(set));
    assertEquals(reference.cardinality(), set.size());
    assertEquals(reference.get(999), set.contains(999));
    assertFalse(set.contains(1 << 20));
    assertEquals(-1, set.next(1 << 20));
  }

  @Test
  void retainAllKeepsWhatBothHave() {
    SlotSet left = of(1, 63, 64, 200, 500);
    SlotSet right = of(63, 64, 65, 201);

    left.retainAll(right);

    assertEquals(List.of(63, 64), members(left));
    assertEquals(2, left.size());
  }

  @Test
  void aCopyIsIndependent() {
    SlotSet set = of(1, 2);

    SlotSet copy = set.copy();
    copy.remove(1);

    assertTrue(set.contains(1));
    assertEquals(List.of(2), members(copy));
  }

  private static SlotSet of(int... slots) {
    SlotSet set = new SlotSet();
    for (int slot : slots) {
      set.add(slot);
    }
    return set;
  }

  private static List<Integer> members(SlotSet set) {
    List<Integer> members = new ArrayList<>();
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
      members.add(slot);
    }
    return members;
  }
}
