package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.Message;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation that this node serves. Whatever happens, whoever asks hears of it.
 *
 * @param desk where questions that come from elsewhere are answered
 */
record Serving<Q extends Record, A extends Record>(
    Operation<Q, A> operation,
    Served.Replayable<Q, A> method,
    Desk<Q, A> desk,
    InFlight inFlight,
    OperationTimer timer) {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** Sees to it that what was taken in is answered, on another thread. */
  @FunctionalInterface
  interface Desk<Q extends Record, A extends Record> {
    void put(Serving<Q, A> serving, Taken<Q, A> taken);
  }

  /** A question that is in flight and whoever waits for its answer. */
  record Taken<Q extends Record, A extends Record>(
      Q question, Caller caller, Reply<A> reply, InFlight.Mark mark) {}

  /** Takes in a question that came over the bus. */
  void take(Message<Buffer> message) {
    Reply<A> reply = Reply.to(message);
    try {
      Q question = Wire.unpacked(message.body(), operation.question());
      take(question, Caller.of(message.headers()), reply);
    } catch (Fault fault) {
      reply.refused(fault);
    } catch (RuntimeException problem) {
      reply.refused(unexpected("unknown", problem));
    }
  }

  /** Takes a question in, which is in flight from now on, and answers it on another thread. */
  void take(Q question, Caller caller, Reply<A> reply) {
    InFlight.Mark mark = inFlight.begin(operation, () -> reply.refused(operation.overdue()));
    desk.put(this, new Taken<>(question, caller, reply, mark));
  }

  /** Answers what was taken in. */
  void answer(Taken<Q, A> taken) {
    answer(taken, () -> method.answer(taken.question(), taken.caller()));
  }

  /** Answers what was taken in when the answer is told. */
  void answer(Taken<Q, A> taken, Served.Later<Q, A> later) {
    try {
      later.answer(
          taken.question(),
          taken.caller(),
          answer -> taken.reply().outside(() -> answer(taken, answer)));
    } catch (RuntimeException problem) {
      answer(
          taken,
          () -> {
            throw problem;
          });
    }
  }

  private void answer(Taken<Q, A> taken, Supplier<Answer<A>> outcome) {
    try {
      Answer<A> answer = answer(outcome, taken.caller(), taken.mark());
      inFlight.end(taken.mark());
      taken.reply().answered(answer);
    } catch (Fault fault) {
      inFlight.end(taken.mark());
      taken.reply().refused(fault);
    }
  }

  /** Hands over an answer that was found otherwise. */
  void answered(Taken<Q, A> taken, A answer) {
    answer(taken, () -> Answer.of(answer));
  }

  void refused(Taken<Q, A> taken, Fault fault) {
    answer(
        taken,
        () -> {
          throw fault;
        });
  }

  /** Answers on the calling thread. */
  A answer(Q question, Caller caller) {
    InFlight.Mark mark = inFlight.begin(operation, () -> {});
    try {
      return answer(() -> method.answer(question, caller), caller, mark).value();
    } finally {
      inFlight.end(mark);
    }
  }

  /** Throws a fault and nothing else. */
  private Answer<A> answer(Supplier<Answer<A>> outcome, Caller caller, InFlight.Mark mark) {
    try {
      Answer<A> answer = outcome.get();
      timer.answered(mark.age());
      return answer;
    } catch (Fault fault) {
      timer.failed(fault.kind(), mark.age());
      throw fault;
    } catch (Throwable problem) { // An error too: nobody shall wait for an answer in vain.
      timer.failed(FaultKind.INTERNAL, mark.age());
      throw unexpected(caller.requestId(), problem);
    }
  }

  private Fault unexpected(String request, Throwable problem) {
    LOG.error("operation={} request={} failed unexpectedly", operation.address(), request, problem);
    return new Fault(FaultKind.INTERNAL, "An unknown error occurred", problem);
  }
}
