package io.thoth.memory.embedding;

import io.thoth.memory.embedding.EmbeddingUnavailable.Reason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Embeds, in the background and a few at a time, the texts that have no vector of the present
 * model: those stored while there was none to be had, and after a change of the model all of them.
 * The vectors of the former model stay beside the new ones, so changing back costs nothing. Until a
 * text has its new vector it is found by its words only, and searches say {@code degraded}: vectors
 * of two models are never compared, and no former model is there to embed a question.
 *
 * <p>One thread of its own from {@link #start} to {@link #close}.
 */
public final class Backlog<T> implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Backlog.class);

  /** So few that a passage that is being stored meanwhile waits for little. */
  private static final int BATCH = 8;

  /** After so long without being woken: texts once refused, or left behind by another node. */
  private static final Duration LOOK = Duration.ofMinutes(10);

  private static final Duration GRACE = Duration.ofSeconds(2);

  /** After how many passages progress is told. */
  private static final int TOLD = 1_000;

  private final Embedder embedder;
  private final Unembedded<T> store;
  private final String what;
  private final Duration pause;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition woken = lock.newCondition();
  private final Condition ended = lock.newCondition();
  private boolean work = true;
  private boolean closed;
  private @Nullable Thread thread;
  private long embedded;
  private long told;

  /**
   * @param what the texts are called in logs
   * @param pause after a failure, before the next attempt
   */
  public Backlog(Embedder embedder, Unembedded<T> store, String what, Duration pause) {
    this.what = what;
    this.embedder = embedder;
    this.store = store;
    this.pause = pause;
  }

  public synchronized void start() {
    thread = Thread.ofVirtual().name("backlog").start(this::run);
  }

  /** Says that there is something to embed. May be called from any thread; never waits long. */
  public void wake() {
    lock.lock();
    try {
      work = true;
      woken.signal();
    } finally {
      lock.unlock();
    }
  }

  /** Stops after the batch at work; one that takes too long is given up and done later. */
  @Override
  public synchronized void close() throws InterruptedException {
    lock.lock();
    try {
      closed = true;
      woken.signal();
      ended.signal();
    } finally {
      lock.unlock();
    }
    if (thread != null && !thread.join(GRACE)) {
      thread.interrupt();
      thread.join();
    }
  }

  private void run() {
    boolean everything = true; // the first time, what other models embedded too
    while (awaitWork()) {
      try {
        clear(everything);
        everything = false;
      } catch (EmbeddingUnavailable e) {
        if (e.reason() == Reason.OFF) {
          return;
        }
        LOG.info("embedded={} the rest waits: {}", embedded, e.getMessage());
        pause();
      } catch (RuntimeException e) {
        LOG.warn("embedded={} the rest waits after a failure", embedded, e);
        pause();
      }
    }
  }

  /** Waits until there may be work; false at the end. */
  private boolean awaitWork() {
    lock.lock();
    try {
      long left = LOOK.toNanos();
      while (!work && !closed && left > 0) {
        left = woken.awaitNanos(left);
      }
      work = false;
      return !closed;
    } catch (InterruptedException e) {
      return false; // nobody interrupts it but to end it
    } finally {
      lock.unlock();
    }
  }

  /** Waits for a while, after which there is work again. */
  private void pause() {
    lock.lock();
    try {
      work = true;
      long left = pause.toNanos();
      while (left > 0 && !closed) {
        left = ended.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      closed = true; // nobody interrupts it but to end it
    } finally {
      lock.unlock();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  private void clear(boolean everything) throws EmbeddingUnavailable {
    clear((String) null);
    if (everything) {
      for (String former : store.otherModels()) {
        LOG.info("{} embedded by {} are embedded by {} now", what, former, embedder.model());
        clear(former);
      }
    }
    tell();
  }

  private void clear(@Nullable String former) throws EmbeddingUnavailable {
    List<T> batch = store.next(former, null, BATCH);
    while (!batch.isEmpty() && !isClosed()) {
      store.write(batch, vectors(batch));
      embedded += batch.size();
      if (embedded - told >= TOLD) {
        tell();
      }
      batch = store.next(former, batch.getLast(), BATCH);
    }
  }

  private void tell() {
    if (embedded > told) {
      LOG.info("embedded={} {} in the background", embedded, what);
      told = embedded;
    }
  }

  /** One for each; null where none is needed, or where the embedder will not have the text. */
  private List<float @Nullable []> vectors(List<T> batch) throws EmbeddingUnavailable {
    List<String> texts = batch.stream().filter(one -> !store.known(one)).map(store::text).toList();
    List<float @Nullable []> made = texts.isEmpty() ? List.of() : embed(texts);
    List<float @Nullable []> vectors = new ArrayList<>(batch.size());
    int next = 0;
    for (T one : batch) {
      vectors.add(store.known(one) ? null : made.get(next++));
    }
    return vectors;
  }

  private List<float @Nullable []> embed(List<String> texts) throws EmbeddingUnavailable {
    try {
      return new ArrayList<>(embedder.passages(texts));
    } catch (EmbeddingUnavailable e) {
      if (e.reason() != Reason.REFUSED) {
        throw e;
      }
    }
    List<float @Nullable []> vectors = new ArrayList<>(texts.size());
    for (String text : texts) {
      vectors.add(embedAlone(text));
    }
    return vectors;
  }

  private float @Nullable [] embedAlone(String text) throws EmbeddingUnavailable {
    try {
      return embedder.passages(List.of(text)).getFirst();
    } catch (EmbeddingUnavailable e) {
      if (e.reason() != Reason.REFUSED) {
        throw e;
      }
      LOG.warn("one of the {} stays without a vector: {}", what, e.getMessage());
      return null;
    }
  }
}
