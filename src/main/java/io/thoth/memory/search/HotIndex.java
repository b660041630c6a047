package io.thoth.memory.search;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

/**
 * The searchable documents of one archive. A cache: it keeps no texts and nothing that could not be
 * loaded again.
 *
 * <p>Any thread may call anything. Changes happen one at a time under a write lock held for
 * microseconds (analysing, quantising and compacting are done outside it); searches share a read
 * lock. So a search sees a document wholly or not at all, and one that starts after {@link #put}
 * has returned sees it.
 */
public final class HotIndex {
  private static final AtomicLong CREATED = new AtomicLong();

  private final long lockOrder = CREATED.getAndIncrement();
  // Fair: else searches on virtual threads that keep every carrier busy can pass by a waiting
  // search that needs one, and the writer behind it, for ever.
  private final ReadWriteLock lock = new ReentrantReadWriteLock(true);
  private final int dimension;
  // Changed and replaced under the write lock, and only by the holder of this object's monitor.
  private Corpus corpus;

  /**
   * An empty index.
   *
   * @param dimension of every vector in it; 0 for an index that is searched by words only
   */
  public HotIndex(int dimension) {
    if (dimension < 0) {
      throw new IllegalArgumentException("dimension: must not be negative");
    }
    this.dimension = dimension;
    this.corpus = new Corpus(dimension);
  }

  /**
   * Inserts the document or replaces the one with the same id; returns whether there was one.
   *
   * @throws IllegalArgumentException when its vector has another dimension; nothing has changed
   */
  public boolean put(Document document) {
    float[] vector = document.vector();
    if (vector != null) {
      requireDimension(vector);
    }
    Entry entry = Entry.of(document);
    return change(corpus -> corpus.put(entry));
  }

  /** Takes a document out; returns whether it was there. */
  public boolean remove(String id) {
    return change(corpus -> corpus.remove(id));
  }

  private synchronized boolean change(Predicate<Corpus> change) {
    boolean answer = exclusively(change);
    if (corpus.worthCompacting()) {
      // Searches go on in the old corpus meanwhile; nobody but us could change it.
      Corpus fresh = corpus.compacted();
      exclusively(
          _ -> {
            corpus = fresh;
            return true;
          });
    }
    return answer;
  }

  private boolean exclusively(Predicate<Corpus> change) {
    lock.writeLock().lock();
    try {
      return change.test(corpus);
    } finally {
      lock.writeLock().unlock();
    }
  }

  /** How many documents there are. */
  public int size() {
    return (int) read(corpus -> corpus.live().size());
  }

  /** How many documents have no vector yet and are found by their words only. */
  public int pendingVectors() {
    return (int) read(Corpus::pendingVectors);
  }

  /** About how much heap this takes, in bytes: for a budget, not for accounting. */
  public long bytes() {
    return read(Corpus::bytes);
  }

  private long read(ToLongFunction<Corpus> question) {
    readLock().lock();
    try {
      return question.applyAsLong(corpus);
    } finally {
      readLock().unlock();
    }
  }

  void requireDimension(float[] vector) {
    if (vector.length != dimension) {
      throw new IllegalArgumentException(
          "vector: has dimension %d, the index %d".formatted(vector.length, dimension));
    }
  }

  /** Held while {@link #corpus} is read. */
  Lock readLock() {
    return lock.readLock();
  }

  /** Whoever holds several read locks takes them in this order, else two could wait in a circle. */
  long lockOrder() {
    return lockOrder;
  }

  /** The documents; the caller holds the read lock. */
  Corpus corpus() {
    return corpus;
  }
}
