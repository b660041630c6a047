package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.embedding.WordEmbedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

abstract class ArchivesContract extends ArchivalFixture {

  private Library library;

  @BeforeEach
  void open() {
    library = new Library(database(), new WordEmbedder("test/words", 16));
  }

  @AfterEach
  void close() {
    library.close();
  }

  private <Q extends Record, A extends Record> FaultKind refusal(
      Operation<Q, A> operation, Q question) {
    return assertThrows(Fault.class, () -> library.ask(operation, question)).kind();
  }

  private List<String> listed(
      @Nullable String name, @Nullable String agentId, @Nullable String after) {
    return library
        .ask(Archives.LIST, new Archives.Browse(name, agentId, null, after, 2, "asc", null))
        .archives()
        .stream()
        .map(Archive::id)
        .toList();
  }

  @Test
  void anArchiveIsReadAsItWasMadeAndChanged() {
    Archive made =
        library.ask(
            Archives.CREATE, new Archives.Create("library", "papers", "any/model", Map.of("k", 1)));

    Archive changed =
        library.ask(Archives.UPDATE, new Archives.Update(made.id(), "renamed", null, null));

    assertEquals(List.of("renamed", "papers"), List.of(changed.name(), changed.description()));
    assertEquals(Map.of("k", 1), changed.metadata());
    assertEquals(List.of(1L, 2L), List.of(made.version(), changed.version()));
    assertEquals(made.createdAt(), changed.createdAt());
    assertEquals(changed, library.ask(Archives.READ, new Archives.Read(made.id())));
  }

  @Test
  void aDeletedArchiveTakesItsPassagesWithIt() {
    String archive = library.archive("a");
    library.put(archive, "goes too", "tagged");

    library.ask(Archives.DELETE, new Archives.Delete(archive));

    assertEquals(
        new Archives.Counts(0, 0, 0), library.ask(Archives.COUNT, new Archives.Everything()));
    long left =
        library
            .sql()
            .read(
                "test.left",
                tx ->
                    tx.number("select count(*) from passage_vector")
                        + tx.number("select count(*) from passage_tag"));
    assertEquals(0, left);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    String id = Id.fresh(Id.ARCHIVE);
    String agent = library.agent("Ada");

    assertEquals(FaultKind.NOT_FOUND, refusal(Archives.READ, new Archives.Read(id)));
    assertEquals(FaultKind.NOT_FOUND, refusal(Archives.DELETE, new Archives.Delete(id)));
    assertEquals(
        FaultKind.NOT_FOUND, refusal(Archives.UPDATE, new Archives.Update(id, "x", null, null)));
    assertEquals(FaultKind.NOT_FOUND, refusal(Archives.ATTACH, new Archives.Link(agent, id)));
    Archives.Link unknown = new Archives.Link(Id.fresh(Id.AGENT), library.archive("a"));
    assertEquals(FaultKind.NOT_FOUND, refusal(Archives.ATTACH, unknown));
    assertEquals(FaultKind.NOT_FOUND, refusal(Passages.BATCH, new Passages.Batch(id, List.of())));
  }

  @Test
  void listsArePagedAndFiltered() {
    List<String> crowd = IntStream.range(0, 5).mapToObj(_ -> library.archive("crowd")).toList();
    library.archive("other");
    String agent = library.agent("Ada");
    library.ask(Archives.ATTACH, new Archives.Link(agent, crowd.get(3)));

    assertEquals(crowd.subList(0, 2), listed("crowd", null, null));
    assertEquals(crowd.subList(2, 4), listed("crowd", null, crowd.get(1)));
    assertEquals(List.of(), listed("crowd", null, crowd.get(4)));
    assertEquals(List.of(crowd.get(3)), listed(null, agent, null));
    assertEquals(List.of(), listed("crow", null, null));
  }

  @Test
  void attachingAndDetachingAgainChangesNothing() {
    String agent = library.agent("Ada");
    String archive = library.archive("a");
    Archives.Link link = new Archives.Link(agent, archive);

    for (int again = 0; again < 2; again++) {
      library.ask(Archives.ATTACH, link);
      assertEquals(List.of(archive), listed(null, agent, null));
    }
    for (int again = 0; again < 2; again++) {
      library.ask(Archives.DETACH, link);
      assertEquals(List.of(), listed(null, agent, null));
    }
  }
}
