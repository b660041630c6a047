package io.thoth.memory.search;

import io.thoth.memory.turns.LowPriority;
import io.thoth.memory.turns.RoundRobin;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/**
 * Platform threads for computing that takes more than a few milliseconds. Virtual threads are not
 * taken off their processor while they compute, so two such computations would keep every other
 * request of a two-processor machine waiting; among platform threads the operating system sees to
 * that, and these stand back behind the others. Organisations take turns, so that one with much to
 * compute holds up another by no more than what is being computed at the moment. Thread-safe.
 */
public final class SearchThreads implements AutoCloseable {
  /** A search of more documents takes more than a millisecond or two. */
  private static final long MANY = 20_000;

  private static final ThreadFactory FACTORY =
      Thread.ofPlatform().name("search-", 0).daemon().factory();

  private final RoundRobin<Runnable> waiting = new RoundRobin<>();
  private final ExecutorService threads;

  public SearchThreads() {
    this(Runtime.getRuntime().availableProcessors());
  }

  SearchThreads(int count) {
    threads = Executors.newFixedThreadPool(count, task -> FACTORY.newThread(LowPriority.of(task)));
  }

  /**
   * Searches the indexes as one: on the calling thread, or on these when it takes longer.
   *
   * @param whose as in {@link #compute}
   */
  public List<Hit> search(String whose, List<HotIndex> indexes, SearchQuery query) {
    Search search = Search.over(indexes);
    long documents = indexes.stream().mapToLong(HotIndex::size).sum();
    return documents <= MANY ? search.run(query) : compute(whose, () -> search.run(query));
  }

  /**
   * Computes there while the calling thread waits; what the work throws, this throws.
   *
   * @param whose for whom, such as the organisation
   */
  public <T> T compute(String whose, Supplier<T> work) {
    CompletableFuture<T> answer = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.add(whose, () -> compute(work, answer));
    }
    threads.execute(this::next); // as often as there is work, though perhaps not this one
    try {
      return answer.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      } else if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e;
    }
  }

  private void next() {
    Runnable turn;
    synchronized (waiting) {
      turn = waiting.take();
    }
    turn.run();
  }

  private static <T> void compute(Supplier<T> work, CompletableFuture<T> answer) {
    try {
      answer.complete(work.get());
    } catch (Throwable problem) { // An error too: nobody shall wait for an answer in vain.
      answer.completeExceptionally(problem);
    }
  }

  /** Ends the threads when their work is done. */
  @Override
  public void close() {
    threads.close();
  }
}
