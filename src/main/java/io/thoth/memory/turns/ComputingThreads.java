package io.thoth.memory.turns;

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
 * that. Organisations take turns, so that one with much to compute holds up another by no more than
 * what is being computed at the moment. Thread-safe.
 */
public final class ComputingThreads implements AutoCloseable {
  private final RoundRobin<Runnable> waiting = new RoundRobin<>();
  private final ExecutorService threads;

  /** As many as there are processors. */
  public ComputingThreads(String name) {
    this(name, Runtime.getRuntime().availableProcessors());
  }

  /**
   * @param name what the threads are called, before their numbers
   */
  ComputingThreads(String name, int count) {
    ThreadFactory factory = Thread.ofPlatform().name(name + "-", 0).daemon().factory();
    threads = Executors.newFixedThreadPool(count, work -> factory.newThread(TimeSlice.usual(work)));
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

  /** Interrupts what is being computed and lets go of the threads, without waiting for them. */
  public void interrupt() {
    threads.shutdownNow();
  }

  /** Ends the threads when their work is done. */
  @Override
  public void close() {
    threads.close();
  }
}
