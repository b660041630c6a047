package io.thoth.memory.search;

import static io.thoth.memory.search.Documents.ids;
import static io.thoth.memory.search.Documents.index;
import static io.thoth.memory.search.Documents.pointing;
import static io.thoth.memory.search.Documents.saying;
import static io.thoth.memory.search.Documents.towards;
import static io.thoth.memory.search.Documents.words;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class HotIndexTest {
  @Test
  void aPutIsSeenByTheNextSearch() {
    HotIndex index = new HotIndex(0);

    boolean replaced = index.put(saying("a", "harbour"));

    assertFalse(replaced);
    assertEquals(1, index.size());
    assertEquals(List.of("a"), find(index, "harbour"));
  }

  @Test
  void aReplacedDocumentIsFoundByItsNewWordsOnly() {
    HotIndex index = index(0, saying("a", "harbour"), saying("b", "hill"));

    boolean replaced = index.put(saying("a", "letter"));

    assertTrue(replaced);
    assertEquals(2, index.size());
    assertEquals(List.of(), find(index, "harbour"));
    assertEquals(List.of("a"), find(index, "letter"));
  }

  @Test
  void aRemovedDocumentIsGone() {
    HotIndex index = index(0, saying("a", "harbour"), saying("b", "harbour"));

    assertTrue(index.remove("a"));

    assertFalse(index.remove("a"));
    assertEquals(1, index.size());
    assertEquals(List.of("b"), find(index, "harbour"));
  }

  @Test
  void aDocumentIsPendingUntilItsVectorArrives() {
    HotIndex index = index(2, saying("a", "harbour"), pointing("b", 1, 0));
    assertEquals(1, index.pendingVectors());

    index.put(pointing("a", 0, 1));

    assertEquals(0, index.pendingVectors());
    assertEquals(List.of("a", "b"), ids(Search.over(List.of(index)).run(towards(2, 0, 1))));
  }

  @Test
  void onlyLivingDocumentsArePending() {
    HotIndex index = index(2, pointing("a", 1, 0), pointing("b", 1, 0), saying("c", "harbour"));

    index.put(saying("a", "now without"));
    index.remove("b");
    index.remove("c");

    assertEquals(1, index.pendingVectors());
  }

  @Test
  void aVectorOfAnotherDimensionIsRefusedAndNothingChanges() {
    HotIndex index = index(2, pointing("a", 1, 0));

    assertThrows(IllegalArgumentException.class, () -> index.put(pointing("a", 1, 0, 0)));

    assertEquals(List.of("a"), ids(Search.over(List.of(index)).run(towards(2, 1, 0))));
  }

  @Test
  void anIndexOfNegativeDimensionIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new HotIndex(-1));
  }

  @Test
  void replacingOverAndOverDoesNotGrowTheIndex() {
    HotIndex index = new HotIndex(2);
    fill(index, 0);
    long once = index.bytes();

    for (int round = 1; round <= 30; round++) {
      fill(index, round);
    }

    assertEquals(100, index.size());
    assertTrue(index.bytes() < 2.5 * once, index.bytes() + " bytes, once " + once);
  }

  @Test
  void removingEverythingGivesTheMemoryBack() {
    HotIndex index = new HotIndex(2);
    fill(index, 0);
    long full = index.bytes();

    for (int i = 0; i < 100; i++) {
      index.remove("d" + i);
    }

    assertEquals(0, index.size());
    assertTrue(index.bytes() < full / 2, index.bytes() + " bytes, full " + full);
  }

  private static void fill(HotIndex index, int round) {
    for (int i = 0; i < 100; i++) {
      String text = "word%d in round%d".formatted(i, round);
      index.put(new Document("d" + i, i, text, new float[] {0.6f, 0.8f}, List.of("t"), i, null));
    }
  }

  private static List<String> find(HotIndex index, String word) {
    return ids(Search.over(List.of(index)).run(words(word, 10)));
  }
}
