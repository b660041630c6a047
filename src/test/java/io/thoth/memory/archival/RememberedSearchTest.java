package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.cache.CacheConfig;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.embedding.WordEmbedder;
import io.thoth.memory.search.KnownHits;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.SqliteConfig;
import io.thoth.memory.support.RedisServer;
import io.thoth.memory.turns.Bound;
import io.thoth.memory.turns.Turns;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches whose hits are remembered in a real Redis, and nowhere else. */
class RememberedSearchTest {
  private static final long ALL = 0;
  private static final int WRITES = 150;

  @TempDir Path folder;
  private final WordEmbedder embedder = new WordEmbedder("test/words", 16);
  private RedisServer server;
  private Caches caches;
  private Library library;

  @BeforeEach
  void open() {
    server = new RedisServer();
    caches = Caches.open(new CacheConfig(Optional.of(server.url()), Duration.ofHours(1), 0));
    KnownHits known = new KnownHits(caches.cache(), ALL);
    library =
        new Library(
            SqliteConfig.at(folder.resolve("thoth.db")),
            embedder,
            Library.CONFIG,
            new SearchSharing(new Bound("searches", 100), known, Turns.ofProcessors()));
  }

  @AfterEach
  void close() {
    library.close();
    caches.close();
    server.close();
  }

  /** How often Redis knew a key. */
  private int found() {
    Matcher hits = Pattern.compile("keyspace_hits:(\\d+)").matcher(server.say("INFO", "stats"));
    assertTrue(hits.find());
    return Integer.parseInt(hits.group(1));
  }

  /** What is put travels behind the answer. */
  private void awaitKeys(int least) {
    while (server.say("KEYS", "thoth:hits1:*").split("hits1", -1).length - 1 < least) {
      LockSupport.parkNanos(1_000_000);
    }
  }

  @Test
  void theSameQuestionAtTheSamePositionIsAnsweredFromRedis() {
    String archive = library.archive("a");
    library.put(archive, "an owl by the river", "bird");
    library.put(archive, "the owl and the market");
    List<Passages.PassageHit> computed = library.find(archive, "owl");
    awaitKeys(1);
    int before = found();

    List<Passages.PassageHit> remembered = library.find(archive, "owl");

    assertEquals(computed, remembered);
    assertEquals(before + 1, found());
    assertEquals(2, remembered.size());
    assertTrue(remembered.getFirst().score() > 0);
  }

  @Test
  void everyChangeIsSeenByTheNextQuestion() {
    String archive = library.archive("a");
    Passage first = library.put(archive, "an owl by the river");
    library.find(archive, "owl");
    Passage second = library.put(archive, "the owl and the market");
    assertEquals(2, library.find(archive, "owl").size());
    library.remove(archive, first.id());

    List<Passages.PassageHit> left = library.find(archive, "owl");

    assertEquals(List.of(second.id()), left.stream().map(hit -> hit.passage().id()).toList());
  }

  @Test
  void questionsThatDifferInAnythingAreNotMistaken() {
    String archive = library.archive("a");
    library.put(archive, "an owl by the river", "bird");
    library.put(archive, "the owl and the market", "town");
    library.find(archive, "owl");
    awaitKeys(1);

    int tagged =
        library.ask(Passages.FIND, Asking.tagged(archive, "owl", "any", 100, "bird")).hits().size();
    int limited = library.ask(Passages.FIND, Asking.tagged(archive, "owl", "any", 1)).hits().size();

    assertEquals(1, tagged);
    assertEquals(1, limited);
    assertEquals(2, library.find(archive, "owl").size());
  }

  @Test
  void underLoadAndWhileRedisIsKilledNoAnswerFailsOrIsStale() throws Exception {
    Load load = new Load(library, library.archive("load"));
    List<Thread> threads = new ArrayList<>();
    threads.add(Thread.ofVirtual().start(load::write));
    for (int i = 0; i < 4; i++) {
      threads.add(Thread.ofVirtual().start(load::read));
    }
    for (int kill = 1; kill <= 2; kill++) {
      load.await(kill * WRITES / 4);
      server.kill();
      load.await(kill * WRITES / 4 + WRITES / 8);
      server.start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    assertEquals(List.of(), List.copyOf(load.wrong));
    assertTrue(load.searches.get() > 20, load.searches::toString);
  }

  /** One who writes and deletes, and several who ask for all that is there. */
  private static final class Load {
    final Queue<String> wrong = new ConcurrentLinkedQueue<>();
    final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger written = new AtomicInteger();
    private final AtomicBoolean over = new AtomicBoolean();
    private final Set<String> present = ConcurrentHashMap.newKeySet();
    private final Set<String> going = ConcurrentHashMap.newKeySet();
    private final Set<String> gone = ConcurrentHashMap.newKeySet();
    private final Library library;
    private final String archive;

    Load(Library library, String archive) {
      this.library = library;
      this.archive = archive;
    }

    void await(int writes) {
      while (written.get() < writes && !over.get()) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    void write() {
      Deque<String> live = new ArrayDeque<>();
      try {
        for (int i = 0; i < WRITES; i++) {
          String id = library.put(archive, "owl number " + i).id();
          present.add(id);
          live.add(id);
          if (live.size() > 20) {
            String oldest = live.remove();
            going.add(oldest);
            library.remove(archive, oldest);
            gone.add(oldest);
          }
          written.incrementAndGet();
          LockSupport.parkNanos(10_000_000); // so that some questions come twice at one position
        }
      } catch (RuntimeException e) {
        wrong.add("a write failed: " + e);
      } finally {
        over.set(true);
      }
    }

    void read() {
      while (!over.get()) {
        Set<String> there = new HashSet<>(present);
        there.removeAll(going);
        Set<String> deleted = new HashSet<>(gone);
        try {
          Set<String> found = new HashSet<>();
          library.find(archive, "owl").forEach(hit -> found.add(hit.passage().id()));
          judge(there, deleted, found);
          searches.incrementAndGet();
        } catch (RuntimeException e) {
          wrong.add("a search failed: " + e);
        }
      }
    }

    private void judge(Set<String> there, Set<String> deleted, Set<String> found) {
      there.removeAll(going); // what began to go meanwhile may be seen or not
      there.removeAll(found);
      if (!there.isEmpty()) {
        wrong.add("not found although written before: " + there);
      }
      deleted.retainAll(found);
      if (!deleted.isEmpty()) {
        wrong.add("found although deleted before: " + deleted);
      }
    }
  }
}
