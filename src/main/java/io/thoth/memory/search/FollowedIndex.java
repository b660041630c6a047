package io.thoth.memory.search;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An index over rows and how far it has come. Thread-safe: one thread at a time loads it or catches
 * up, the others wait for that and then need not; searches go on meanwhile.
 */
final class FollowedIndex {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedIndex.class);

  /** Following so many changes costs as much as loading a small index. */
  private static final long LONG_WAY = 2_000;

  /** So few documents are put into an index by the thread that asks for it. */
  private static final int FEW = 20;

  /**
   * An index and what it holds.
   *
   * @param dimension of its vectors
   * @param position all changes up to this one are in it
   * @param bytes about how much heap it takes
   */
  private record State(HotIndex index, int dimension, long position, long bytes) {}

  private final IndexRows rows;
  private final SearchThreads threads;
  private final String whose;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable State state;
  private volatile long usedAt = System.nanoTime();

  /**
   * @param whose for whom it is loaded and searched
   */
  FollowedIndex(IndexRows rows, SearchThreads threads, String whose) {
    this.rows = rows;
    this.whose = whose;
    this.threads = threads;
  }

  /** The index, when it has at least the changes up to {@code sequence} already. */
  @Nullable HotIndex ready(long sequence, int dimension) {
    usedAt = System.nanoTime();
    State known = state;
    return known != null && fits(known, sequence, dimension) ? known.index() : null;
  }

  /**
   * The index with at least the changes up to {@code sequence}.
   *
   * @param dimension of the vectors; 0 while that is not known
   */
  HotIndex at(long sequence, int dimension) {
    lock.lock();
    try {
      HotIndex ready = ready(sequence, dimension); // another thread may have been here before
      return ready == null ? brought(sequence, dimension).index() : ready;
    } finally {
      lock.unlock();
    }
  }

  private static boolean fits(State known, long sequence, int dimension) {
    return known.position() >= sequence && (dimension == 0 || known.dimension() == dimension);
  }

  private State brought(long sequence, int dimension) {
    State known = state;
    if (known == null
        || (dimension != 0 && known.dimension() != dimension)
        || sequence - known.position() > Math.max(LONG_WAY, known.index().size() / 2)) {
      known = load(dimension);
    }
    while (known.position() < sequence) {
      IndexRows.Step step = rows.step(known.position());
      if (step == null) {
        return load(dimension); // as far as there is: less only when what it is of is gone
      }
      known = follow(known, step);
    }
    return known;
  }

  /**
   * Loads everything. The position is read first: what changes during the load is then followed
   * from the journal, and following a change that is already there does no harm.
   */
  private State load(int dimension) {
    long started = System.nanoTime();
    long position = rows.sequence();
    List<Document> page = rows.page(0);
    HotIndex index = new HotIndex(dimension);
    while (!page.isEmpty()) {
      put(index, dimension, page);
      page = rows.page(page.getLast().sequence());
    }
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    LOG.debug("index={} documents={} ms={} loaded", rows.name(), index.size(), millis);
    return become(index, dimension, position);
  }

  private State follow(State known, IndexRows.Step step) {
    step.gone().forEach(known.index()::remove);
    put(known.index(), known.dimension(), step.put());
    return become(known.index(), known.dimension(), step.reached());
  }

  private State become(HotIndex index, int dimension, long position) {
    State next = new State(index, dimension, position, index.bytes());
    state = next;
    return next;
  }

  private void put(HotIndex index, int dimension, List<Document> documents) {
    if (documents.size() <= FEW) {
      putHere(index, dimension, documents);
    } else {
      threads.compute(whose, () -> putHere(index, dimension, documents));
    }
  }

  /** A vector of another length, from before its model was changed, counts as missing. */
  private static int putHere(HotIndex index, int dimension, List<Document> documents) {
    for (Document document : documents) {
      float[] vector = document.vector();
      boolean fits = vector == null || vector.length == dimension;
      index.put(fits ? document : document.with(null));
    }
    return documents.size();
  }

  /** About how much heap it takes. */
  long bytes() {
    State known = state;
    return known == null ? 0 : known.bytes();
  }

  /** When it was last asked for, by {@link System#nanoTime}. */
  long usedAt() {
    return usedAt;
  }
}
