package io.thoth.memory.search;

import io.thoth.memory.turns.ComputingThreads;
import io.thoth.memory.turns.Turns;
import java.util.List;
import java.util.function.Supplier;

/** Where searches that take long are run, and indexes are filled. Thread-safe. */
public final class SearchThreads implements AutoCloseable {
  /** A search of more documents takes more than a millisecond or two. */
  private static final long MANY = 20_000;

  private final ComputingThreads threads = new ComputingThreads("search");

  /**
   * Searches the indexes as one: on the calling thread, or on these when it takes longer.
   *
   * @param turns in which they take longer
   * @param whose as in {@link #compute}
   */
  public List<Hit> search(Turns turns, String whose, List<HotIndex> indexes, SearchQuery query) {
    Search search = Search.over(indexes);
    long documents = indexes.stream().mapToLong(HotIndex::size).sum();
    return documents <= MANY
        ? search.run(query)
        : turns.within(whose, () -> compute(whose, () -> search.run(query)));
  }

  /**
   * Computes there while the calling thread waits; what the work throws, this throws.
   *
   * @param whose for whom, such as the organisation
   */
  public <T> T compute(String whose, Supplier<T> work) {
    return threads.compute(whose, work);
  }

  /** Ends the threads when their work is done. */
  @Override
  public void close() {
    threads.close();
  }
}
