package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.EmbeddingConfig;
import io.thoth.memory.embedding.FaultyEmbedder;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.embedding.WordEmbedder;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Passages that were stored without a vector. */
abstract class BacklogContract extends ArchivalFixture {

  private final FaultyEmbedder embedder = new FaultyEmbedder(new WordEmbedder("test/words", 32));

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!condition.getAsBoolean()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      LockSupport.parkNanos(5_000_000);
    }
  }

  private static long pending(Library library) {
    return library.ask(Archives.COUNT, new Archives.Everything()).pending();
  }

  @Test
  void aPassageWithoutAVectorIsFoundByItsWordsAndEmbeddedLater() {
    try (Library library = new Library(database(), embedder)) {
      String archive = library.archive("a");
      embedder.down(true);

      Passage stored = library.put(archive, "the invoice is ZX-4471");

      assertNull(stored.embedding());
      assertNull(stored.embeddingConfig());
      assertEquals(1, pending(library));
      embedder.down(false);
      await(() -> pending(library) == 0);
      Passage later = library.ask(Passages.READ, new Passages.Read(archive, stored.id()));
      assertNotNull(later.embedding());
      assertEquals(VectorModel.of(embedder), later.embeddingConfig());
      assertEquals(stored.version(), later.version());
    }
  }

  @Test
  void aSearchSaysDegradedUntilThePassagesAreEmbedded() {
    try (Library library = new Library(database(), embedder)) {
      String agent = library.agent("Ada");
      library.tell(agent, "with a vector");
      embedder.refuse("without");
      Passage waiting = library.tell(agent, "without a vector");

      Passages.Found before = library.search(agent, "vector");

      assertTrue(before.degraded());
      assertEquals(2, before.count());
      embedder.refuse("");
      library.ask(
          Passages.UPDATE,
          new Passages.Update(agent, null, waiting.id(), null, List.of("again"), null, null));
      await(() -> !library.search(agent, "vector").degraded());
    }
  }

  @Test
  void aTextTheEmbedderRefusesHoldsUpNoOther() {
    try (Library library = new Library(database(), embedder)) {
      String archive = library.archive("a");
      embedder.down(true);
      List<NewPassage> passages =
          IntStream.range(0, 20)
              .mapToObj(n -> new NewPassage(n == 3 ? "refused" : "text " + n, null, null, null))
              .toList();
      library.putAll(archive, passages);
      embedder.refuse("refused");

      embedder.down(false);

      await(() -> pending(library) == 1);
      assertNull(library.listed(null, archive).get(3).embeddingConfig());
    }
  }

  @Test
  void whatWaitedBeforeARestartIsEmbeddedAfterIt() {
    embedder.down(true);
    try (Library library = new Library(database(), embedder)) {
      library.putAll(
          library.archive("a"),
          IntStream.range(0, 30)
              .mapToObj(n -> new NewPassage("text " + n, null, null, null))
              .toList());
      assertEquals(30, pending(library));
    }
    embedder.down(false);

    try (Library library = new Library(database(), embedder)) {
      await(() -> pending(library) == 0);
    }
  }

  @Test
  void anEditWhileTheEmbedderIsDownLeavesNoOldVector() {
    try (Library library = new Library(database(), embedder)) {
      String archive = library.archive("a");
      Passage before = library.put(archive, "aardvark");
      embedder.down(true);

      Passage after = library.ask(Passages.UPDATE, Library.edit(archive, before.id(), "platypus"));

      assertNull(after.embedding());
      assertEquals(0, vectors(library));
      embedder.down(false);
      await(() -> pending(library) == 0);
      Passage later = library.ask(Passages.READ, new Passages.Read(archive, before.id()));
      assertEquals(
          Vectors.list(new WordEmbedder("test/words", 32).query("platypus")), later.embedding());
    }
  }

  private static long vectors(Library library) {
    return library
        .sql()
        .read("test.vectors", tx -> tx.number("select count(*) from passage_vector"));
  }

  @Test
  void anotherModelEmbedsEverythingAnewAndTheFormerOneIsNotForgotten() {
    String agent;
    Passage stored;
    try (Library library = new Library(database(), embedder)) {
      agent = library.agent("Ada");
      stored = library.tell(agent, "a lighthouse");
      IntStream.range(0, 30).forEach(n -> library.tell(agent, "text " + n));
    }
    WordEmbedder other = new WordEmbedder("test/others", 48);
    try (Library library = new Library(database(), other)) {
      await(() -> !library.search(agent, "lighthouse").degraded());
      Passage now = library.ask(Passages.READ, new Passages.Read(stored.archiveId(), stored.id()));
      assertEquals(Vectors.list(other.query("a lighthouse")), now.embedding());
      assertEquals(62, vectors(library));
    }
    WordEmbedder former = new WordEmbedder("test/words", 32);

    try (Library library = new Library(database(), former)) {
      assertFalse(library.search(agent, "lighthouse").degraded());
      await(
          () ->
              library.listed(agent, null).stream()
                  .allMatch(passage -> passage.embeddingConfig() != null));
    }
    assertEquals(0, former.embedded());
  }

  @Test
  void withoutAnEmbedderSearchIsByWordsAlone() {
    try (Library library = new Library(database(), Embedder.open(EmbeddingConfig.none()))) {
      String agent = library.agent("Ada");
      Passage stored = library.tell(agent, "the invoice is ZX-4471");

      Passages.Found found = library.search(agent, "invoice");

      assertNull(stored.embeddingConfig());
      assertEquals(1, found.count());
      assertTrue(found.degraded());
    }
  }
}
