package io.thoth.memory.search;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Platform threads for computing that takes more than a few milliseconds. Virtual threads are not
 * taken off their processor while they compute, so two such computations would keep every other
 * request of a two-processor machine waiting; among platform threads the operating system sees to
 * that. Thread-safe.
 */
public final class SearchThreads implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().name("search-", 0).daemon().factory());

  /** Computes there while the calling thread waits; what the work throws, this throws. */
  public <T> T compute(Supplier<T> work) {
    try {
      return CompletableFuture.supplyAsync(work, threads).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw e;
    }
  }

  /** Ends the threads when their work is done. */
  @Override
  public void close() {
    threads.close();
  }
}
