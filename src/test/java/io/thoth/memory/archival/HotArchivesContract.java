package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.WordEmbedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.search.Filter;
import io.thoth.memory.search.Hit;
import io.thoth.memory.search.HotIndex;
import io.thoth.memory.search.Search;
import io.thoth.memory.search.SearchQuery;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Indexes as caches: whatever way they came about, they answer alike. */
abstract class HotArchivesContract extends ArchivalFixture {
  private static final String TENANT = Library.CALLER.tenant();
  private static final int DIMENSION = 32;

  private final WordEmbedder embedder = new WordEmbedder("test/words", DIMENSION);
  private final Random random = new Random(11);
  private Library library;

  @BeforeEach
  void open() {
    library = new Library(database(), embedder);
  }

  @AfterEach
  void close() {
    library.close();
  }

  private HotArchives hot(long budget) {
    return new HotArchives(library.sql(), embedder.model(), budget);
  }

  private Place place(String archive) {
    return library
        .sql()
        .read(
            "test.place",
            tx -> new ArchiveStore(new ArchiveRow(embedder)).requirePlace(tx, TENANT, archive));
  }

  private HotIndex index(HotArchives hot, String archive) {
    return hot.at(TENANT, List.of(place(archive)), DIMENSION).getFirst();
  }

  private List<Hit> hits(HotIndex index, String question) {
    return Search.over(List.of(index))
        .run(
            new SearchQuery(
                question, embedder.query(question), Filter.NONE, 1_000, SearchQuery.Mode.HYBRID));
  }

  private NewPassage random() {
    String text = "word" + random.nextInt(40) + " word" + random.nextInt(40) + " end";
    return new NewPassage(text, List.of("tag" + random.nextInt(3)), null, null);
  }

  private String filled(int passages) {
    String archive = library.archive("filled");
    library.putAll(archive, IntStream.range(0, passages).mapToObj(_ -> random()).toList());
    return archive;
  }

  private void change(String archive) {
    List<Passage> all = library.listed(null, archive);
    Passage one = all.get(random.nextInt(all.size()));
    switch (random.nextInt(3)) {
      case 0 -> library.putAll(archive, List.of(random()));
      case 1 -> library.ask(Passages.UPDATE, Library.edit(archive, one.id(), random().text()));
      default -> library.remove(archive, one.id());
    }
  }

  @Test
  void followingTheJournalEqualsLoadingAnew() {
    String archive = filled(60);
    HotArchives followed = hot(Long.MAX_VALUE);
    HotIndex index = index(followed, archive);
    for (int round = 0; round < 40; round++) {
      IntStream.range(0, random.nextInt(4)).forEach(_ -> change(archive));
      String question = "word" + random.nextInt(40);

      assertSame(index, index(followed, archive));

      assertEquals(hits(index(hot(Long.MAX_VALUE), archive), question), hits(index, question));
    }
  }

  @Test
  void anIndexFarBehindIsLoadedAnew() {
    String archive = filled(10);
    HotArchives hot = hot(Long.MAX_VALUE);
    HotIndex before = index(hot, archive);
    library.putAll(archive, IntStream.range(0, 2_500).mapToObj(_ -> random()).toList());

    HotIndex after = index(hot, archive);

    assertNotSame(before, after);
    assertEquals(2_510, after.size());
  }

  @Test
  void anIndexIsLoadedAnewWhenTheJournalNoLongerReachesBack() {
    String archive = filled(10);
    HotArchives hot = hot(Long.MAX_VALUE);
    HotIndex before = index(hot, archive);
    change(archive);
    change(archive);
    long kept = place(archive).sequence();
    library
        .sql()
        .write(
            "test.trim",
            tx ->
                tx.update("delete from journal where stream = ? and sequence < ?", archive, kept));

    HotIndex after = index(hot, archive);

    assertNotSame(before, after);
    assertEquals(hits(index(hot(Long.MAX_VALUE), archive), "word1"), hits(after, "word1"));
  }

  @Test
  void whatIsUsedLeastGoesFirstAndComesBackTheSame() {
    String one = filled(200);
    String two = filled(200);
    String three = filled(200);
    HotArchives probe = hot(Long.MAX_VALUE);
    long size = index(probe, one).bytes();
    HotArchives hot = hot(size * 5 / 2);
    HotIndex first = index(hot, one);
    List<Hit> before = hits(first, "word1");
    HotIndex second = index(hot, two);
    assertSame(first, index(hot, one));

    index(hot, three);

    assertEquals(2, hot.count());
    assertTrue(hot.bytes() <= size * 5 / 2);
    assertSame(first, index(hot, one));
    assertNotSame(second, index(hot, two));
    index(hot, three);
    HotIndex again = index(hot, one);
    assertNotSame(first, again);
    assertEquals(before, hits(again, "word1"));
  }

  @Test
  void anIndexLargerThanTheBudgetStaysWhileItIsInUse() {
    String archive = filled(50);
    HotArchives hot = hot(1);

    assertSame(index(hot, archive), index(hot, archive));
  }

  @Test
  void moreArchivesAtOnceThanThereIsRoomForAreRefused() {
    List<Place> places = List.of(place(filled(40)), place(filled(40)));

    Fault fault = assertThrows(Fault.class, () -> hot(50_000).at(TENANT, places, DIMENSION));

    assertEquals(FaultKind.UNACCEPTABLE, fault.kind());
    assertEquals(2, hot(100_000).at(TENANT, places, DIMENSION).size());
  }

  @Test
  void aDamagedVectorCountsAsMissing() {
    String archive = filled(10);
    library
        .sql()
        .write(
            "test.damage",
            tx ->
                tx.update(
                    "update passage_vector set vector = ? where sequence = 3 and archive_id = ?",
                    new byte[128],
                    archive));

    HotIndex index = index(hot(Long.MAX_VALUE), archive);

    assertEquals(10, index.size());
    assertEquals(1, index.pendingVectors());
  }

  @Test
  void manyAtOnceShareOneLoad() throws Exception {
    String archive = filled(1_000);
    HotArchives hot = hot(Long.MAX_VALUE);
    Place place = place(archive);
    Set<HotIndex> indexes = ConcurrentHashMap.newKeySet();

    List<Thread> threads =
        IntStream.range(0, 32)
            .mapToObj(
                _ ->
                    Thread.ofVirtual()
                        .start(() -> indexes.addAll(hot.at(TENANT, List.of(place), DIMENSION))))
            .toList();
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(1, indexes.size());
    assertEquals(1_000, indexes.iterator().next().size());
  }

  @Test
  void anArchiveThatIsGoneIsEmpty() {
    String archive = filled(10);
    HotArchives hot = hot(Long.MAX_VALUE);
    index(hot, archive);
    Place last = place(archive);
    library.ask(Archives.DELETE, new Archives.Delete(archive));

    Place later = new Place(archive, last.sequence() + 1, 0);

    assertEquals(0, hot.at(TENANT, List.of(later), DIMENSION).getFirst().size());
  }

  @Test
  void aRestartChangesNoAnswer() {
    String archive = filled(100);
    IntStream.range(0, 20).forEach(_ -> change(archive));
    List<Passages.PassageHit> before = library.find(archive, "word1 word2");
    library.close();

    open();

    assertEquals(before, library.find(archive, "word1 word2"));
  }
}
