package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LexicalIndexTest {
  private final LexicalIndex index = new LexicalIndex();

  @Test
  void lengthsCountRepetitionsAndNoStopWords() {
    index.add(0, Words.of("the cat and the cat"));
    index.add(1, Words.of("of the"));

    assertEquals(2, index.length(0));
    assertEquals(0, index.length(1));
    assertEquals(2, index.totalLength());
  }

  @Test
  void postingsTellDocumentAndFrequency() {
    index.add(3, Words.of("cat dog cats"));
    index.add(7, Words.of("cat"));

    Postings cat = index.postings("cat");

    assertNotNull(cat);
    assertEquals(2, cat.size());
    assertEquals(3, Postings.slot(cat.array()[0]));
    assertEquals(2, Postings.frequency(cat.array()[0]));
    assertEquals(7, Postings.slot(cat.array()[1]));
    assertNull(index.postings("cats"));
  }

  @Test
  void slotAndFrequencyShareAnIntUpToTheirLimits() {
    Postings postings = new Postings();

    postings.add(Postings.MAXIMUM_SLOTS - 1, 1_000);

    assertEquals(Postings.MAXIMUM_SLOTS - 1, Postings.slot(postings.array()[0]));
    assertEquals(255, Postings.frequency(postings.array()[0]));
  }

  @Test
  void compactionDropsTheDeadAndTheirWords() {
    SlotSet live = new SlotSet();
    index.add(0, Words.of("cat"));
    index.add(1, Words.of("dog cat"));
    index.add(2, Words.of("cat cat bird"));
    index.remove(1);
    live.add(0);
    live.add(2);

    LexicalIndex compacted = index.compacted(new Renumbering(3, live));

    Postings cat = compacted.postings("cat");
    assertNotNull(cat);
    assertEquals(2, cat.documents(live(2)));
    assertEquals(1, Postings.slot(cat.array()[1]));
    assertNull(compacted.postings("dog"));
    assertEquals(3, compacted.length(1));
    assertEquals(4, compacted.totalLength());
    assertTrue(compacted.bytes() < index.bytes());
  }

  private static SlotSet live(int count) {
    SlotSet live = new SlotSet();
    for (int slot = 0; slot < count; slot++) {
      live.add(slot);
    }
    return live;
  }
}
