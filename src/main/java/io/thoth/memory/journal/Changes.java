package io.thoth.memory.journal;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import org.jspecify.annotations.Nullable;

/**
 * Serves the operations that change data, each exactly once per idempotency key: the effect and the
 * answer are written in one transaction, and a request with a known key gets that answer again. A
 * request that was refused leaves nothing behind, so it may be sent again under its key.
 */
public final class Changes {
  private final Bus bus;
  private final Sql sql;

  public Changes(Bus bus, Sql sql) {
    this.bus = bus;
    this.sql = sql;
  }

  /**
   * Answers a question with the work of one transaction. What must not happen while a transaction
   * is open (embedding, calling out) happens before the work is returned.
   */
  @FunctionalInterface
  public interface Prepared<Q extends Record, A extends Record> {
    Work<A> work(Q question, Caller caller);
  }

  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, Prepared<Q, A> method) {
    serve(operation, method, null);
  }

  /** The same with answers that may be large; {@code recall} saves keeping them a second time. */
  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, Prepared<Q, A> method, @Nullable Recall<A> recall) {
    bus.answer(operation, once(operation, method, recall)::answer);
  }

  /**
   * The same for a method that only looks at the question: no thread is kept for it while the store
   * works, which matters to changes that are small and frequent.
   */
  public <Q extends Record, A extends Record> void serveLight(
      Operation<Q, A> operation, Prepared<Q, A> method, @Nullable Recall<A> recall) {
    Once<Q, A> once = once(operation, method, recall);
    bus.answerLater(operation, once::answer, once::answer);
  }

  private <Q extends Record, A extends Record> Once<Q, A> once(
      Operation<Q, A> operation, Prepared<Q, A> method, @Nullable Recall<A> recall) {
    if (!operation.changes()) {
      throw new IllegalArgumentException(operation.address() + " changes nothing");
    }
    return new Once<>(sql, operation, method, recall);
  }
}
