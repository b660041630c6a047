package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searches while documents change: each search sees every document whole, and all of them. */
class HotIndexConcurrencyTest {
  private static final int DOCUMENTS = 150;
  private static final int VERSIONS = 16;
  private static final int WRITES = 2_000;

  private final AtomicBoolean done = new AtomicBoolean();
  // Daemons and not waited for: threads that block each other must fail a test, not hang it.
  private final ExecutorService platform =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().factory());
  private final ExecutorService virtual = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    platform.shutdownNow();
    virtual.shutdownNow();
  }

  /**
   * More searches than carrier threads, none of which ever pauses: with an unfair lock they would
   * pass by a waiting search that gets no carrier, and by the writer behind it.
   */
  @Test
  void searchesDuringWritesSeeEveryDocumentWholeAndOnce() throws Exception {
    HotIndex index = new HotIndex(VERSIONS);
    for (int i = 0; i < DOCUMENTS; i++) {
      index.put(document(i, 0));
    }
    List<Future<?>> readers = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors() + 2; i++) {
      int version = i % VERSIONS;
      readers.add(virtual.submit(() -> searchUntilDone(index, version)));
    }
    Future<?> writer = platform.submit(() -> writeAndReadBack(index));
    assertAllEnd(List.of(writer), readers);
  }

  /** Searches that name the same indexes in opposite order, with a writer waiting at each. */
  @Test
  void searchesOverSeveralIndexesNeverBlockEachOther() throws Exception {
    List<HotIndex> indexes = List.of(new HotIndex(VERSIONS), new HotIndex(VERSIONS));
    List<Future<?>> writers = new ArrayList<>();
    List<Future<?>> readers = new ArrayList<>();
    for (HotIndex index : indexes) {
      writers.add(platform.submit(() -> write(index)));
    }
    for (List<HotIndex> order : List.of(indexes, indexes.reversed(), indexes)) {
      Search search = Search.over(order);
      readers.add(platform.submit(() -> searchUntilDone(search)));
    }
    assertAllEnd(writers, readers);
    assertEquals(2 * DOCUMENTS, indexes.stream().mapToInt(HotIndex::size).sum());
  }

  /** What makes the above impossible, shown step by step. */
  @Test
  void aSearchWaitingForAnOlderIndexHoldsNoNewerOne() throws Exception {
    HotIndex older = new HotIndex(VERSIONS);
    HotIndex newer = new HotIndex(VERSIONS);
    Search search = Search.over(List.of(newer, older));
    Thread writer = new Thread(() -> older.put(document(1, 1)));
    Thread reader = new Thread(() -> search.run(query(Filter.NONE, 0)));
    older.readLock().lock();
    try {
      writer.start();
      awaitWaiting(writer);
      reader.start();
      awaitWaiting(reader);

      platform.submit(() -> newer.put(document(2, 2))).get(20, TimeUnit.SECONDS);
    } finally {
      older.readLock().unlock();
    }
    writer.join();
    reader.join();
    assertEquals(1, newer.size());
  }

  private static void awaitWaiting(Thread thread) {
    while (thread.getState() != Thread.State.WAITING) {
      assertTrue(thread.isAlive(), "ended without waiting");
      Thread.onSpinWait();
    }
  }

  private void assertAllEnd(List<Future<?>> writers, List<Future<?>> readers) throws Exception {
    try {
      for (Future<?> writer : writers) {
        writer.get(60, TimeUnit.SECONDS);
      }
    } finally {
      done.set(true);
    }
    for (Future<?> reader : readers) {
      reader.get(60, TimeUnit.SECONDS);
    }
  }

  private static void write(HotIndex index) {
    for (int i = 0; i < WRITES; i++) {
      index.put(document(i % DOCUMENTS, i % VERSIONS));
    }
  }

  private static void writeAndReadBack(HotIndex index) {
    for (int i = 0; i < WRITES; i++) {
      int version = i % VERSIONS;
      index.put(document(i % DOCUMENTS, version));
      Filter tag = new Filter(Set.of("version" + version), Filter.TagMatch.ALL, 0, i);
      List<Hit> hits = Search.over(List.of(index)).run(query(tag, version));
      String written = "d" + i % DOCUMENTS;
      assertTrue(hits.stream().anyMatch(hit -> hit.id().equals(written)), "read own write");
    }
  }

  private void searchUntilDone(HotIndex index, int version) {
    Search search = Search.over(List.of(index));
    Filter tag = new Filter(Set.of("version" + version), Filter.TagMatch.ANY, 0, WRITES);
    while (!done.get()) {
      List<Hit> hits = search.run(query(Filter.NONE, version));
      assertEquals(DOCUMENTS, hits.stream().map(Hit::id).distinct().count());
      hits.forEach(hit -> assertWhole(hit, version));
      search.run(query(tag, version)).forEach(HotIndexConcurrencyTest::assertWordAndVector);
    }
  }

  private void searchUntilDone(Search search) {
    while (!done.get()) {
      search.run(query(Filter.NONE, 0));
    }
  }

  /** Word and vector say the same version: the word is there exactly when the vector is the one. */
  private static void assertWhole(Hit hit, int version) {
    Explanation.Leg dense = hit.explanation().dense();
    assertNotNull(dense);
    boolean said = hit.explanation().lexical() != null;
    assertEquals(said ? 1.0 : 0.0, dense.score(), () -> hit + " of version " + version);
  }

  private static void assertWordAndVector(Hit hit) {
    assertNotNull(hit.explanation().lexical());
    assertNotNull(hit.explanation().dense());
  }

  private static SearchQuery query(Filter filter, int version) {
    return new SearchQuery(
        "version" + version, axis(version), filter, DOCUMENTS + 10, SearchQuery.Mode.HYBRID);
  }

  /** Version n says "version<n>", points along axis n and is tagged so. */
  private static Document document(int number, int version) {
    String name = "version" + version;
    return new Document("d" + number, number, name, axis(version), List.of(name), 0, null);
  }

  private static float[] axis(int number) {
    float[] vector = new float[VERSIONS];
    vector[number] = 1;
    return vector;
  }
}
