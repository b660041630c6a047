package io.thoth.memory.embedding;

import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.BUSY;
import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.DOWN;
import static io.thoth.memory.embedding.EmbeddingUnavailable.Reason.LOADING;

import io.thoth.memory.turns.TimeSlice;
import io.thoth.memory.turns.Turns;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A model in this process, on a few platform threads of its own. It loads in the background, and
 * calls made meanwhile wait in the queue like all others. Safe for all threads.
 */
final class LocalEmbedder implements Embedder {
  private static final Logger LOG = LoggerFactory.getLogger(LocalEmbedder.class);

  /** What each text of a call after the first adds to the call's time limit. */
  private static final Duration PER_TEXT = Duration.ofMillis(250);

  private final EmbeddingConfig config;
  private final Turns turns;
  private final EmbeddingQueue queue;
  private final Thread loader;
  private final List<Thread> workers = new ArrayList<>();
  private @Nullable TextModel model;
  private volatile Health health = Health.loading();
  private volatile boolean closed;

  /**
   * @param turns of the queries
   */
  LocalEmbedder(EmbeddingConfig config, TextModel.Loader load, Turns turns) {
    this.config = config;
    this.turns = turns;
    this.queue = new EmbeddingQueue(config.queueLimit());
    this.loader = start("embedding-loader", () -> load(load));
  }

  @Override
  public String model() {
    return config.model();
  }

  @Override
  public int dimensions() {
    return E5Model.DIMENSIONS;
  }

  @Override
  public Health health() {
    return closed ? Health.down("the embedder is closed") : health;
  }

  @Override
  public float[] query(String text) throws EmbeddingUnavailable {
    return query(text, "");
  }

  @Override
  public float[] query(String text, String whose) throws EmbeddingUnavailable {
    EmbeddingCall call = new EmbeddingCall(true, List.of(text), whose);
    if (health().status() != Health.Status.OK) {
      return answer(call, config.timeout()).getFirst(); // Nothing is computed, so no turn is due.
    }
    long start = System.nanoTime();
    enter(whose);
    try {
      Duration waited = Duration.ofNanos(System.nanoTime() - start);
      return answer(call, config.timeout().minus(waited)).getFirst();
    } finally {
      turns.leave();
    }
  }

  private void enter(String whose) throws EmbeddingUnavailable {
    try {
      if (!turns.enter(whose, config.timeout())) {
        throw refusal("no turn within " + config.timeout().toMillis() + " ms");
      }
    } catch (InterruptedException stop) {
      throw interrupted();
    }
  }

  private static EmbeddingUnavailable interrupted() {
    Thread.currentThread().interrupt();
    return new EmbeddingUnavailable(DOWN, "interrupted while waiting");
  }

  @Override
  public List<float[]> passages(List<String> texts) throws EmbeddingUnavailable {
    if (texts.isEmpty()) {
      return List.of();
    }
    Duration limit = config.timeout().plus(PER_TEXT.multipliedBy(texts.size() - 1L));
    return answer(new EmbeddingCall(false, texts), limit);
  }

  /** Texts that nobody works on yet. */
  int waiting() {
    return queue.waiting();
  }

  private List<float[]> answer(EmbeddingCall call, Duration limit) throws EmbeddingUnavailable {
    if (!queue.offer(call)) {
      throw refusal("as many texts as may wait are waiting: " + waiting());
    }
    try {
      return call.await(limit.toNanos());
    } catch (TimeoutException late) {
      throw withdrawn(call, refusal("no answer within " + limit.toMillis() + " ms"));
    } catch (InterruptedException stop) {
      throw withdrawn(call, interrupted());
    } catch (ExecutionException failed) {
      throw failure(failed.getCause());
    }
  }

  private EmbeddingUnavailable withdrawn(EmbeddingCall call, EmbeddingUnavailable why) {
    queue.withdraw(call);
    call.fail(why);
    return why;
  }

  /** Why nobody took the call: its own {@code reason} only when the model works. */
  private EmbeddingUnavailable refusal(String reason) {
    Health now = health();
    return switch (now.status()) {
      case OK -> new EmbeddingUnavailable(BUSY, reason);
      case LOADING -> new EmbeddingUnavailable(LOADING, now.reason());
      case DOWN -> new EmbeddingUnavailable(DOWN, now.reason());
    };
  }

  private EmbeddingUnavailable failure(@Nullable Throwable cause) {
    if (cause instanceof EmbeddingUnavailable why) {
      return why;
    }
    LOG.warn("embedding=failed model={}", config.model(), cause);
    return new EmbeddingUnavailable(DOWN, "the model failed: " + cause);
  }

  private void load(TextModel.Loader load) {
    long start = System.nanoTime();
    try {
      TextModel loaded = load.load();
      model = loaded;
      for (int i = 0; i < config.threads(); i++) {
        workers.add(start("embedding-" + i, () -> work(loaded)));
      }
      health = Health.ok();
      long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
      LOG.info("embedding=ready model={} threads={} ms={}", model(), config.threads(), millis);
    } catch (Throwable why) {
      // Not only exceptions: a platform without the native library shows as a LinkageError.
      LOG.error("embedding=down model={}", model(), why);
      health = Health.down("the model could not be loaded: " + why);
      failWaiting();
    }
  }

  private void work(TextModel loaded) {
    try {
      for (var turn = queue.take(); turn != null; turn = queue.take()) {
        turn.run(loaded);
      }
    } catch (InterruptedException stop) {
      // Nobody interrupts these threads but the JVM as it exits.
      Thread.currentThread().interrupt();
    }
  }

  private void failWaiting() {
    queue.close().forEach(call -> call.fail(refusal("")));
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    failWaiting();
    join(loader);
    workers.forEach(LocalEmbedder::join);
    if (model != null) {
      model.close();
    }
  }

  /** Waits whatever happens: the thread may be in native code. */
  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException later) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static Thread start(String name, Runnable task) {
    return Thread.ofPlatform().name(name).daemon().start(TimeSlice.usual(task));
  }
}
