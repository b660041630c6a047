package io.thoth.memory.journal;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
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
import java.util.Optional;

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
    if (!operation.changes()) {
      throw new IllegalArgumentException(operation.address() + " changes nothing");
    }
    bus.answer(operation, (question, caller) -> once(operation, method, question, caller));
  }

  private <Q extends Record, A extends Record> Answer<A> once(
      Operation<Q, A> operation, Prepared<Q, A> method, Q question, Caller caller) {
    if (caller.key() == null) {
      Work<A> work = method.work(question, caller);
      return write(operation, tx -> Answer.of(work.in(tx)));
    }
    Optional<Answer<A>> earlier = sql.read(operation.address(), tx -> find(tx, operation, caller));
    if (earlier.isPresent()) {
      return earlier.get();
    }
    Work<A> work = method.work(question, caller);
    return write(
        operation,
        tx -> find(tx, operation, caller).orElseGet(() -> run(tx, operation, caller, work)));
  }

  /**
   * Whoever made the same thing first, or took away what this change builds on, was not to be seen
   * when the change began; asked again, it meets what is there now.
   */
  private <A extends Record> Answer<A> write(Operation<?, A> operation, Work<Answer<A>> work) {
    try {
      return sql.write(operation.address(), work);
    } catch (ConstraintViolation violation) {
      if (violation.kind() == ConstraintViolation.Kind.OTHER) {
        throw violation;
      }
      String message = "What this is about was changed at the same time; read it again and decide";
      throw new Fault(FaultKind.CONFLICT, message, violation);
    }
  }

  private static <A extends Record> Answer<A> run(
      Tx tx, Operation<?, A> operation, Caller caller, Work<A> work) {
    A answer = work.in(tx);
    tx.update(
        """
        insert into request (tenant, key, operation, digest, answer, at)
        values (?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        caller.key(),
        operation.address(),
        caller.digest(),
        Json.write(answer),
        Times.micros(Times.now()));
    return Answer.of(answer);
  }

  private static <A extends Record> Optional<Answer<A>> find(
      Tx tx, Operation<?, A> operation, Caller caller) {
    return tx.one(
            "select digest, answer from request where tenant = ? and key = ?",
            row -> new Stored(row.text("digest"), row.text("answer")),
            caller.tenant(),
            caller.key())
        .map(stored -> replay(stored, operation, caller));
  }

  private record Stored(String digest, String answer) {}

  private static <A extends Record> Answer<A> replay(
      Stored stored, Operation<?, A> operation, Caller caller) {
    if (!stored.digest().equals(caller.digest())) {
      throw new Fault(
          FaultKind.INVALID,
          "Idempotency-Key: '" + caller.key() + "' was already used for another request");
    }
    return new Answer<>(Json.read(stored.answer(), operation.answer()), true);
  }
}
