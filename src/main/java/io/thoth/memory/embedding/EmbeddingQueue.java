package io.thoth.memory.embedding;

import io.thoth.memory.turns.RoundRobin;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is next. Queries go before passages, because somebody waits for the search; among queries the
 * organisations take turns, and among passages each caller gets one text in turn, so that an import
 * of thousands does not hold up a single insert. Safe for all threads.
 */
final class EmbeddingQueue {
  private final Lane queries;
  private final Lane passages;
  private boolean closed;

  /**
   * @param limit texts that may wait as queries, and again as passages
   */
  EmbeddingQueue(int limit) {
    this.queries = new Lane(limit);
    this.passages = new Lane(limit);
  }

  /**
   * False when {@code limit} texts wait already, or the queue is closed. A call with more texts
   * than the limit is taken as long as the limit is not reached before it.
   */
  synchronized boolean offer(EmbeddingCall call) {
    if (closed || !laneOf(call).offer(call)) {
      return false;
    }
    notifyAll();
    return true;
  }

  /** The next text, waiting for one; null when the queue is closed. */
  synchronized EmbeddingCall.@Nullable Turn take() throws InterruptedException {
    while (!closed && queries.isEmpty() && passages.isEmpty()) {
      wait();
    }
    if (closed) {
      return null;
    }
    return queries.isEmpty() ? passages.take() : queries.take();
  }

  /** Nobody waits for this call any more. */
  synchronized void withdraw(EmbeddingCall call) {
    laneOf(call).withdraw(call);
  }

  synchronized int waiting() {
    return queries.waiting + passages.waiting;
  }

  /** Lets nothing in or out from now on, and returns the calls that still wait for their turn. */
  synchronized List<EmbeddingCall> close() {
    closed = true;
    notifyAll();
    List<EmbeddingCall> left = new ArrayList<>(queries.calls.all());
    left.addAll(passages.calls.all());
    return left;
  }

  private Lane laneOf(EmbeddingCall call) {
    return call.isQuery() ? queries : passages;
  }

  /** Calls with texts to take, the next one first. */
  private static final class Lane {
    private final RoundRobin<EmbeddingCall> calls = new RoundRobin<>();
    private final int limit;
    private int waiting;

    Lane(int limit) {
      this.limit = limit;
    }

    boolean isEmpty() {
      return calls.isEmpty();
    }

    boolean offer(EmbeddingCall call) {
      if (waiting >= limit) {
        return false;
      }
      waiting += call.left();
      calls.add(call.whose(), call);
      return true;
    }

    EmbeddingCall.Turn take() {
      EmbeddingCall call = calls.take();
      EmbeddingCall.Turn turn = call.next();
      waiting--;
      if (call.left() > 0) {
        calls.add(call.whose(), call);
      }
      return turn;
    }

    void withdraw(EmbeddingCall call) {
      if (calls.leave(call.whose(), call)) {
        waiting -= call.left();
      }
    }
  }
}
