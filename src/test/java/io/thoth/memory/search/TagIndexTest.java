package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TagIndexTest {
  private final TagIndex index = new TagIndex();

  @BeforeEach
  void fill() {
    index.add(0, List.of("work"));
    index.add(1, List.of("work", "home", "work"));
    index.add(2, List.of());
    index.add(3, List.of("home"));
  }

  @Test
  void anyTakesWhatHasOneOfTheTags() {
    assertEquals(List.of(0, 1, 3), matching(Filter.TagMatch.ANY, "work", "home", "nobody's"));
  }

  @Test
  void allTakesWhatHasEveryTag() {
    assertEquals(List.of(1), matching(Filter.TagMatch.ALL, "work", "home"));
    assertEquals(List.of(), matching(Filter.TagMatch.ALL, "work", "nobody's"));
  }

  @Test
  void tagsAreComparedExactly() {
    assertEquals(List.of(), matching(Filter.TagMatch.ANY, "Work", "wor", "%"));
  }

  @Test
  void compactionKeepsTheTagsOfTheLiving() {
    SlotSet live = new SlotSet();
    live.add(1);
    live.add(3);

    TagIndex compacted = index.compacted(new Renumbering(4, live));

    Filter home = new Filter(Set.of("home"), Filter.TagMatch.ANY, 0, 0);
    assertEquals(2, compacted.matching(home).size());
    assertEquals(0, compacted.matching(home).next(0));
  }

  private List<Integer> matching(Filter.TagMatch match, String... tags) {
    SlotSet set = index.matching(new Filter(Set.of(tags), match, 0, 0));
    List<Integer> slots = new ArrayList<>();
    for (int slot = set.next(0); slot >= 0; slot = set.next(slot + 1)) {
      slots.add(slot);
    }
    return slots;
  }
}
