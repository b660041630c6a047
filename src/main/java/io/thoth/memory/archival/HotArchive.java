package io.thoth.memory.archival;

import io.thoth.memory.search.Document;
import io.thoth.memory.search.HotIndex;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The index of one archive and how far it has come. Thread-safe: one thread at a time loads it or
 * catches up, the others wait for that and then need not; searches go on meanwhile.
 */
final class HotArchive {
  private static final Logger LOG = LoggerFactory.getLogger(HotArchive.class);

  /** Following so many changes costs as much as loading a small archive. */
  private static final long LONG_WAY = 2_000;

  /** An index and what it holds: all changes up to the position. */
  private record State(HotIndex index, int dimension, long position) {}

  private final HotRows rows;
  private final ReentrantLock lock = new ReentrantLock();
  private volatile @Nullable State state;
  private volatile long usedAt = System.nanoTime();

  HotArchive(HotRows rows) {
    this.rows = rows;
  }

  /**
   * The index with at least the changes up to {@code sequence}.
   *
   * @param dimension of the vectors; 0 while that is not known
   */
  HotIndex at(long sequence, int dimension) {
    usedAt = System.nanoTime();
    State known = state;
    if (known != null && fits(known, sequence, dimension)) {
      return known.index();
    }
    lock.lock();
    try {
      return brought(sequence, dimension).index();
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
      HotRows.Step step = rows.step(known.position());
      if (step == null) {
        return load(dimension); // as far as there is: less only when the archive is gone
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
      page.forEach(document -> put(index, dimension, document));
      page = rows.page(page.getLast().sequence());
    }
    State loaded = new State(index, dimension, position);
    state = loaded;
    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    LOG.debug("documents={} ms={} index loaded", index.size(), millis);
    return loaded;
  }

  private State follow(State known, HotRows.Step step) {
    step.gone().forEach(known.index()::remove);
    step.put().forEach(document -> put(known.index(), known.dimension(), document));
    State followed = new State(known.index(), known.dimension(), step.reached());
    state = followed;
    return followed;
  }

  /** A vector of another length, from before its model was changed, counts as missing. */
  private static void put(HotIndex index, int dimension, Document document) {
    float[] vector = document.vector();
    boolean fits = vector == null || vector.length == dimension;
    index.put(fits ? document : withoutVector(document));
  }

  private static Document withoutVector(Document document) {
    return new Document(
        document.id(),
        document.sequence(),
        document.text(),
        null,
        document.tags(),
        document.createdAt(),
        document.session());
  }

  /** About how much heap it takes. */
  long bytes() {
    State known = state;
    return known == null ? 0 : known.index().bytes();
  }

  /** When it was last asked for, by {@link System#nanoTime}. */
  long usedAt() {
    return usedAt;
  }
}
