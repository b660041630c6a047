package io.thoth.memory.search;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Which slots carry which tag. As with postings, a removed document stays until compaction. Not
 * thread-safe.
 */
final class TagIndex {
  private static final IntList NOBODY = new IntList();

  private final Map<String, IntList> slotsOf = new HashMap<>();
  private long bytes;

  /** Slots must arrive in ascending order; a tag given twice counts once. */
  void add(int slot, List<String> tags) {
    Collection<String> distinct = tags.size() > 1 ? new HashSet<>(tags) : tags;
    for (String tag : distinct) {
      slots(tag).add(slot);
      bytes += Integer.BYTES;
    }
  }

  private IntList slots(String tag) {
    IntList slots = slotsOf.get(tag);
    if (slots == null) {
      slots = new IntList();
      slotsOf.put(tag, slots);
      bytes += 160 + tag.length();
    }
    return slots;
  }

  /** The slots that carry one of the tags, or all of them; dead slots may be among them. */
  SlotSet matching(Filter filter) {
    SlotSet result = new SlotSet();
    boolean first = true;
    for (String tag : filter.tags()) {
      if (first || filter.match() == Filter.TagMatch.ANY) {
        collect(tag, result);
      } else {
        SlotSet other = new SlotSet();
        collect(tag, other);
        result.retainAll(other);
      }
      first = false;
    }
    return result;
  }

  private void collect(String tag, SlotSet into) {
    IntList slots = slotsOf.getOrDefault(tag, NOBODY);
    for (int i = 0; i < slots.size(); i++) {
      into.add(slots.get(i));
    }
  }

  /** A copy without dead slots and without tags that only those had. */
  TagIndex compacted(Renumbering renumbering) {
    TagIndex fresh = new TagIndex();
    slotsOf.forEach(
        (tag, slots) -> {
          for (int i = 0; i < slots.size(); i++) {
            int slot = renumbering.of(slots.get(i));
            if (slot >= 0) {
              fresh.add(slot, List.of(tag));
            }
          }
        });
    return fresh;
  }

  long bytes() {
    return bytes;
  }
}
