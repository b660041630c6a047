package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.embedding.WordEmbedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Passages as they are stored, changed, listed and deleted. */
abstract class PassagesContract extends ArchivalFixture {
  private final WordEmbedder embedder = new WordEmbedder("test/words", 16);
  private Library library;

  @BeforeEach
  void open() {
    library = new Library(database(), embedder);
  }

  @AfterEach
  void close() {
    library.close();
  }

  private static FaultKind refusal(Runnable call) {
    return assertThrows(Fault.class, call::run).kind();
  }

  @Test
  void theFirstPassageMakesTheAgentAnArchiveOfItsOwn() {
    String agent = library.agent("Ada");

    Passage passage = library.tell(agent, "the first");

    Archives.Browse own = new Archives.Browse(null, agent, null, null, null, null, null);
    List<Archive> archives = library.ask(Archives.LIST, own).archives();
    assertEquals(List.of("Ada's Archive"), archives.stream().map(Archive::name).toList());
    assertEquals(archives.getFirst().id(), passage.archiveId());
    assertEquals(passage.archiveId(), library.tell(agent, "the second").archiveId());
  }

  @Test
  void theOnlyArchiveOfAnAgentTakesItsPassages() {
    String agent = library.agent("Ada");
    String shared = library.archive("shared");
    library.ask(Archives.ATTACH, new Archives.Link(agent, shared));

    Passage passage = library.tell(agent, "into the shared one");

    assertEquals(shared, passage.archiveId());
  }

  @Test
  void amongSeveralArchivesAnAgentGetsOneOfItsOwn() {
    String agent = library.agent("Ada");
    List<String> shared = List.of(library.archive("one"), library.archive("two"));
    shared.forEach(id -> library.ask(Archives.ATTACH, new Archives.Link(agent, id)));

    Passage passage = library.tell(agent, "into my own");

    assertTrue(!shared.contains(passage.archiveId()));
  }

  @Test
  void aPassageGoesToTheArchiveThatIsNamed() {
    String agent = library.agent("Ada");
    String named = library.archive("named");
    Passages.Create question = new Passages.Create(agent, named, "there", null, null, null);
    assertEquals(FaultKind.NOT_FOUND, refusal(() -> library.ask(Passages.CREATE, question)));
    library.ask(Archives.ATTACH, new Archives.Link(agent, named));

    Passage passage = library.ask(Passages.CREATE, question);

    assertEquals(named, passage.archiveId());
  }

  @Test
  void aPassageKeepsWhatItWasGiven() {
    String archive = library.archive("a");
    Instant time = Instant.parse("2023-01-02T03:04:05.000006Z");

    Passage passage =
        library.ask(
            Passages.CREATE,
            new Passages.Create(
                null, archive, "Grüße 🐎", List.of("b", "a", "b"), Map.of("n", 1), time));

    assertEquals(List.of("a", "b"), passage.tags());
    assertEquals(Map.of("n", 1), passage.metadata());
    assertEquals(time, passage.createdAt());
    assertEquals(Vectors.list(embedder.query("Grüße 🐎")), passage.embedding());
    assertEquals(VectorModel.of(embedder), passage.embeddingConfig());
    assertEquals(1, passage.version());
    Passage read = library.ask(Passages.READ, new Passages.Read(archive, passage.id()));
    assertEquals(passage, read);
  }

  @Test
  void listsAndBatchesLeaveTheVectorsOut() {
    String archive = library.archive("a");

    List<Passage> stored = library.putAll(archive, List.of(fresh("one"), fresh("two")));

    assertEquals(stored, library.listed(null, archive));
    for (Passage passage : stored) {
      assertNull(passage.embedding());
      assertNotNull(passage.embeddingConfig());
    }
  }

  private static NewPassage fresh(String text) {
    return new NewPassage(text, null, null, null);
  }

  @Test
  void aThousandAreStoredInOneRequestInTheirOrder() {
    String archive = library.archive("a");
    List<String> texts = IntStream.range(0, 1_000).mapToObj(n -> "entry " + n).toList();

    List<Passage> stored =
        library.putAll(archive, texts.stream().map(PassagesContract::fresh).toList());

    assertEquals(texts, stored.stream().map(Passage::text).toList());
    assertEquals(stored, library.listed(null, archive));
  }

  @Test
  void passagesOfTheSameTimeAreListedInTheOrderTheyCame() {
    String archive = library.archive("a");
    Instant time = Instant.parse("2024-01-01T00:00:00Z");
    List<NewPassage> passages =
        IntStream.range(0, 50)
            .mapToObj(n -> new NewPassage("entry " + n, null, null, time))
            .toList();

    List<Passage> stored = library.putAll(archive, passages);

    assertEquals(stored, library.listed(null, archive));
    Passages.Browse page =
        new Passages.Browse(null, archive, null, null, null, stored.get(9).id(), 5, null);
    assertEquals(stored.subList(10, 15), library.ask(Passages.LIST, page).passages());
  }

  @Test
  void anEditKeepsTheIdAndMakesANewVector() {
    String archive = library.archive("a");
    Passage before = library.put(archive, "aardvark", "kept");

    Passage after = library.ask(Passages.UPDATE, Library.edit(archive, before.id(), "platypus"));

    assertEquals(before.id(), after.id());
    assertEquals("platypus", after.text());
    assertEquals(List.of("kept"), after.tags());
    assertEquals(2, after.version());
    assertEquals(Vectors.list(embedder.query("platypus")), after.embedding());
    assertEquals(before.createdAt(), after.createdAt());
  }

  @Test
  void nothingIsEmbeddedForAnArchiveThatIsNotThereAnyMore() {
    String archive = library.archive("a");
    library.put(archive, "there");
    library.ask(Archives.DELETE, new Archives.Delete(archive));

    assertEquals(FaultKind.NOT_FOUND, refusal(() -> library.put(archive, "gone")));
    int embedded = embedder.embedded();
    assertEquals(FaultKind.NOT_FOUND, refusal(() -> library.put(archive, "still gone")));
    assertThrows(Fault.class, () -> library.putAll(archive, List.of(fresh("gone"))));

    assertEquals(embedded, embedder.embedded());
  }

  @Test
  void anEditWithoutTheTextEmbedsNothing() {
    String archive = library.archive("a");
    Passage before = library.put(archive, "aardvark", "old");
    int embedded = embedder.embedded();

    Passage after =
        library.ask(
            Passages.UPDATE,
            new Passages.Update(
                null, archive, before.id(), null, List.of("new"), Map.of("k", "v"), null));

    assertEquals(embedded, embedder.embedded());
    assertEquals(List.of("new"), after.tags());
    assertEquals(before.embedding(), after.embedding());
  }

  @Test
  void aPassageIsOutOfReachForAnAgentThatDoesNotHaveItsArchive() {
    String agent = library.agent("Ada");
    Passage other = library.tell(library.agent("Bob"), "not for Ada");

    assertEquals(
        FaultKind.NOT_FOUND,
        refusal(() -> library.ask(Passages.DELETE, new Passages.Delete(agent, null, other.id()))));
    assertEquals(
        FaultKind.NOT_FOUND,
        refusal(
            () ->
                library.ask(
                    Passages.UPDATE,
                    new Passages.Update(agent, null, other.id(), "x", null, null, null))));
  }

  @Test
  void aPassageOfAnotherArchiveIsRefusedAndStays() {
    String mine = library.archive("mine");
    String other = library.archive("other");
    Passage passage = library.put(other, "stays");

    assertEquals(FaultKind.UNACCEPTABLE, refusal(() -> library.remove(mine, passage.id())));

    assertEquals(1, library.listed(null, other).size());
  }

  @Test
  void aDeletedPassageIsGone() {
    String archive = library.archive("a");
    Passage passage = library.put(archive, "gone");

    library.remove(archive, passage.id());

    assertEquals(List.of(), library.listed(null, archive));
    assertEquals(FaultKind.NOT_FOUND, refusal(() -> library.remove(archive, passage.id())));
  }

  @Test
  void textsThatCannotBePassagesAreRefused() {
    String archive = library.archive("a");

    assertEquals(FaultKind.INVALID, refusal(() -> library.put(archive, "  ")));
    assertEquals(FaultKind.UNACCEPTABLE, refusal(() -> library.put(archive, "x".repeat(32_769))));
    assertEquals(32_768, library.put(archive, "x".repeat(32_768)).text().length());
  }

  @Test
  void aSearchInAListIsForAPartOfTheTextInAnyCase() {
    String archive = library.archive("a");
    library.putAll(archive, List.of(fresh("One 100%"), fresh("two"), fresh("THREE ones")));

    Passages.Browse question =
        new Passages.Browse(null, archive, "ONE", null, null, null, null, null);
    Passages.Browse literal =
        new Passages.Browse(null, archive, "0%", null, null, null, null, null);

    assertEquals(2, library.ask(Passages.LIST, question).passages().size());
    assertEquals(1, library.ask(Passages.LIST, literal).passages().size());
  }

  @Test
  void aReplayedRequestStoresNothingAndEmbedsNothing() {
    String archive = library.archive("a");
    Passages.Create question = new Passages.Create(null, archive, "only once", null, null, null);
    Passage first = library.ask(Passages.CREATE, question, Library.withKey("k")).value();
    int embedded = embedder.embedded();

    var again = library.ask(Passages.CREATE, question, Library.withKey("k"));

    assertTrue(again.replayed());
    assertEquals(first, again.value());
    assertEquals(embedded, embedder.embedded());
    assertEquals(1, library.listed(null, archive).size());
  }

  @Test
  void everyChangeIsInTheJournalOfItsArchive() {
    String archive = library.archive("a");
    Passage passage = library.put(archive, "one");
    library.ask(Passages.UPDATE, Library.edit(archive, passage.id(), "two"));
    library.remove(archive, passage.id());

    List<String> operations =
        library
            .sql()
            .read(
                "test.journal",
                tx ->
                    tx.query(
                        "select operation from journal where stream = ? order by sequence",
                        row -> row.text("operation"),
                        archive));

    assertEquals(
        List.of("archive.create", "passage.create", "passage.update", "passage.delete"),
        operations);
  }
}
