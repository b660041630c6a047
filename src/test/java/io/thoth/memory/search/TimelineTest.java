package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private final SlotTable slots = new SlotTable();
  private final Timeline timeline = new Timeline(slots);

  @Test
  void neighboursAreTwoOnEachSideInTheOrderOfTime() {
    int late = add(40, "s");
    int first = add(0, "s");
    int middle = add(20, "s");
    int second = add(10, "s");
    int third = add(30, "s");

    assertArrayEquals(new int[] {first, second, third, late}, around(middle, 100));
    assertArrayEquals(new int[] {-1, -1, second, middle}, around(first, 100));
    assertArrayEquals(new int[] {middle, third, -1, -1}, around(late, 100));
  }

  @Test
  void sessionsGoingOnAtOnceDoNotCutEachOther() {
    int a1 = add(0, "a");
    add(1, "b");
    int none = add(2, null);
    int a2 = add(3, "a");

    assertArrayEquals(new int[] {-1, -1, a2, -1}, around(a1, 100));
    assertArrayEquals(new int[] {-1, -1, -1, -1}, around(none, 100));
  }

  @Test
  void aGapEndsTheRunAlsoForTheSecondNeighbour() {
    int before = add(0, "s");
    int here = add(100, "s");
    int after = add(201, "s");
    add(210, "s");

    assertArrayEquals(new int[] {-1, before, -1, -1}, around(here, 100));
    assertArrayEquals(new int[] {-1, -1, here, -1}, around(before, 100));
    assertArrayEquals(new int[] {-1, -1, after + 1, -1}, around(after, 100));
  }

  @Test
  void timesAtTheEndsOfTheRangeAreNoNeighbours() {
    int first = add(Long.MIN_VALUE, "s");
    add(Long.MAX_VALUE, "s");

    assertArrayEquals(new int[] {-1, -1, -1, -1}, around(first, Long.MAX_VALUE));
  }

  @Test
  void whatIsRemovedClosesTheGapItLeaves() {
    int left = add(0, "s");
    int gone = add(1, "s");
    int right = add(2, "s");

    timeline.remove(gone);

    assertArrayEquals(new int[] {-1, -1, right, -1}, around(left, 100));
  }

  @Test
  void anEmptiedSessionTakesNoMemory() {
    long before = timeline.bytes();
    int only = add(0, "s");

    timeline.remove(only);

    assertEquals(before, timeline.bytes());
  }

  @Test
  void theOrderOfInsertionDoesNotMatter() {
    List<Long> times = new ArrayList<>();
    for (long i = 0; i < 200; i++) {
      times.add(i / 2);
    }
    Collections.shuffle(times, new Random(3));
    times.forEach(time -> add(time, "s"));

    int slot = 0;
    for (int i = 1; i < 200; i++) {
      while (around(slot, 100)[1] >= 0) {
        slot = around(slot, 100)[1];
      }
    }
    int seen = 1;
    for (int next = around(slot, 100)[2]; next >= 0; next = around(next, 100)[2]) {
      assertEquals(-1, Integer.signum(slots.compareInTime(slot, next)));
      slot = next;
      seen++;
    }

    assertEquals(200, seen);
  }

  private int add(long createdAt, @Nullable String session) {
    int slot = slots.add("d" + slots.count(), 0, createdAt, session);
    timeline.add(slot);
    return slot;
  }

  private int[] around(int slot, long maximumGap) {
    int[] found = new int[Timeline.REACH];
    timeline.around(slot, maximumGap, found);
    return found;
  }
}
