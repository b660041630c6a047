package io.thoth.memory.embedding;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The texts of one caller, who waits for the last of their vectors. {@link #left()} and {@link
 * #next()} belong to the queue and are called under its lock; the rest is safe for all threads.
 */
final class EmbeddingCall {
  private final boolean query;
  private final String whose;
  private final List<String> texts;
  private final float[][] vectors;
  private final AtomicInteger missing;
  private final CompletableFuture<List<float[]>> answer = new CompletableFuture<>();
  private int next;

  EmbeddingCall(boolean query, List<String> texts) {
    this(query, texts, "");
  }

  /**
   * @param whose with whom it stands in line
   */
  EmbeddingCall(boolean query, List<String> texts, String whose) {
    this.query = query;
    this.whose = whose;
    this.texts = List.copyOf(texts);
    this.vectors = new float[texts.size()][];
    this.missing = new AtomicInteger(texts.size());
  }

  boolean isQuery() {
    return query;
  }

  String whose() {
    return whose;
  }

  /** How many texts nobody has taken yet. */
  int left() {
    return texts.size() - next;
  }

  /** Takes the next text. */
  Turn next() {
    return new Turn(this, next++);
  }

  /** Vectors that are still missing will not come; those on their way are not waited for. */
  void fail(Throwable why) {
    answer.completeExceptionally(why);
  }

  /**
   * The vectors in the order of the texts.
   *
   * @throws ExecutionException with what {@link #fail} was given, or the model threw
   */
  List<float[]> await(long nanos)
      throws InterruptedException, ExecutionException, TimeoutException {
    return answer.get(nanos, TimeUnit.NANOSECONDS);
  }

  /** One text that a thread of the model has taken. */
  record Turn(EmbeddingCall call, int index) {

    /** Embeds the text, unless its call has failed by now. Never throws. */
    void run(TextModel model) {
      if (call.answer.isDone()) {
        return;
      }
      try {
        String text = call.texts.get(index);
        call.vectors[index] = call.query ? model.query(text) : model.passage(text);
        if (call.missing.decrementAndGet() == 0) {
          call.answer.complete(List.of(call.vectors));
        }
      } catch (Throwable why) {
        // Whatever it is, the caller must not wait for a vector that will not come.
        call.fail(why);
      }
    }
  }
}
