package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.embedding.WordEmbedder;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many writers and readers at once. */
abstract class ArchivalLoadContract extends ArchivalFixture {
  private static final int WRITERS = 64;
  private static final int EACH = 10;

  private Library library;

  @BeforeEach
  void open() {
    library = new Library(database(), new WordEmbedder("test/words", 32));
  }

  @AfterEach
  void close() {
    library.close();
  }

  private static <T> List<T> all(List<Future<T>> futures) {
    return Library.waited(Future.all(futures).map(done -> done.<T>list()));
  }

  @Test
  void theArchiveOfAnAgentIsMadeOnce() {
    String agent = library.agent("Ada");

    List<Passage> stored =
        all(
            IntStream.range(0, WRITERS)
                .mapToObj(n -> library.asked(Passages.CREATE, create(agent, "text " + n)))
                .toList());

    assertEquals(1, stored.stream().map(Passage::archiveId).distinct().count());
    assertEquals(WRITERS, library.listed(agent, null).size());
    assertEquals(1, library.ask(Archives.COUNT, new Archives.Everything()).archives());
  }

  private static Passages.Create create(String agent, String text) {
    return new Passages.Create(agent, null, text, null, null, null);
  }

  @Test
  void everyWriterFindsAtOnceWhatItWrote() {
    String agent = library.agent("Ada");
    List<Future<Integer>> writers = new ArrayList<>();
    for (int writer = 0; writer < WRITERS; writer++) {
      writers.add(write(agent, "writer" + writer, 0));
    }

    List<Integer> written = all(writers);

    assertTrue(written.stream().allMatch(count -> count == EACH));
    List<Passage> listed = library.listed(agent, null);
    assertEquals(WRITERS * EACH, listed.size());
    Set<String> ids = listed.stream().map(Passage::id).collect(Collectors.toSet());
    Set<Long> sequences = listed.stream().map(Passage::sequence).collect(Collectors.toSet());
    assertEquals(listed.size(), ids.size());
    assertEquals(listed.size(), sequences.size());
    assertEquals(ids, new HashSet<>(found(agent)));
  }

  private List<String> found(String agent) {
    return library.search(agent, "text").results().stream().map(Passages.Result::id).toList();
  }

  /** Writes one after the other and counts those that the very next search finds. */
  private Future<Integer> write(String agent, String name, int done) {
    if (done == EACH) {
      return Future.succeededFuture(0);
    }
    String text = name + " text " + done;
    return library
        .asked(Passages.CREATE, create(agent, text))
        .compose(_ -> library.asked(Passages.SEARCH, Asking.of(agent, text)))
        .map(found -> found.results().stream().anyMatch(r -> r.content().equals(text)) ? 1 : 0)
        .compose(one -> write(agent, name, done + 1).map(rest -> one + rest));
  }
}
