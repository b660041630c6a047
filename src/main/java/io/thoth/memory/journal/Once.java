package io.thoth.memory.journal;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.ConstraintViolation;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One operation that changes data, run once per idempotency key. */
final class Once<Q extends Record, A extends Record> {
  private static final long MOST_PATIENCE = TimeUnit.MILLISECONDS.toNanos(6);

  private final Sql sql;
  private final Operation<Q, A> operation;
  private final Changes.Prepared<Q, A> method;
  private final @Nullable Recall<A> recall;

  Once(
      Sql sql,
      Operation<Q, A> operation,
      Changes.Prepared<Q, A> method,
      @Nullable Recall<A> recall) {
    this.sql = sql;
    this.operation = operation;
    this.method = method;
    this.recall = recall;
  }

  /** The same without waiting for the store. */
  void answer(Q question, Caller caller, Consumer<Supplier<Answer<A>>> told) {
    Work<A> work = method.work(question, caller);
    sql.writeLater(
        operation.address(),
        caller.key() == null
            ? tx -> Answer.of(work.in(tx))
            : tx -> find(tx, caller).orElseGet(() -> run(tx, caller, work)),
        answer -> told.accept(() -> orConflict(answer)));
  }

  Answer<A> answer(Q question, Caller caller) {
    if (caller.key() == null) {
      return write(question, caller, work -> tx -> Answer.of(work.in(tx)));
    }
    Optional<Answer<A>> earlier = sql.read(operation.address(), tx -> find(tx, caller));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    return write(
        question, caller, work -> tx -> find(tx, caller).orElseGet(() -> run(tx, caller, work)));
  }

  private Answer<A> write(
      Q question, Caller caller, Function<Work<A>, Work<Answer<A>>> transaction) {
    long begun = System.nanoTime();
    Work<A> work = method.work(question, caller);
    Duration patience = patience(System.nanoTime() - begun);
    return orConflict(() -> sql.write(operation.address(), patience, transaction.apply(work)));
  }

  /**
   * Whoever was long in preparation, which is mostly to wait until others' texts are embedded, does
   * not notice a little more, and those others are about to commit too: with 32 who insert, half of
   * what the store does for them.
   */
  private static Duration patience(long prepared) {
    return Duration.ofNanos(Math.min(prepared / 16, MOST_PATIENCE));
  }

  /**
   * Whoever made the same thing first, or took away what this change builds on, was not to be seen
   * when the change began; asked again, it meets what is there now.
   */
  private static <A extends Record> Answer<A> orConflict(Supplier<Answer<A>> written) {
    try {
      return written.get();
    } catch (ConstraintViolation violation) {
      if (violation.kind() == ConstraintViolation.Kind.OTHER) {
        throw violation;
      }
      String message = "What this is about was changed at the same time; read it again and decide";
      throw new Fault(FaultKind.CONFLICT, message, violation);
    }
  }

  private Answer<A> run(Tx tx, Caller caller, Work<A> work) {
    A answer = work.in(tx);
    Optional<String> reference = recall == null ? Optional.empty() : recall.reference(answer);
    tx.update(
        """
        insert into request (tenant, key, operation, digest, answer, reference, at)
        values (?, ?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        caller.key(),
        operation.address(),
        caller.digest(),
        reference.isPresent() ? null : Json.write(answer),
        reference.orElse(null),
        Times.micros(Times.now()));
    return Answer.of(answer);
  }

  private record Stored(String digest, @Nullable String answer, @Nullable String reference) {}

  private Optional<Answer<A>> find(Tx tx, Caller caller) {
    return tx.one(
            "select digest, answer, reference from request where tenant = ? and key = ?",
            row ->
                new Stored(
                    row.text("digest"), row.textOrNull("answer"), row.textOrNull("reference")),
            caller.tenant(),
            caller.key())
        .map(stored -> replay(tx, stored, caller));
  }

  private Answer<A> replay(Tx tx, Stored stored, Caller caller) {
    if (!stored.digest().equals(caller.digest())) {
      throw new Fault(
          FaultKind.INVALID,
          "Idempotency-Key: '" + caller.key() + "' was already used for another request");
    }
    String reference = stored.reference();
    A answer =
        reference == null
            ? Json.read(Objects.requireNonNull(stored.answer()), operation.answer())
            : Objects.requireNonNull(recall).again(tx, caller.tenant(), reference);
    return new Answer<>(answer, true);
  }
}
