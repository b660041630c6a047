package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One operation that this node serves. Whatever happens, whoever asks hears of it.
 *
 * @param threads where questions that come from elsewhere are answered
 */
record Serving<Q extends Record, A extends Record>(
    Operation<Q, A> operation,
    Served.Replayable<Q, A> method,
    Executor threads,
    InFlight inFlight,
    OperationTimer timer) {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

  /** Takes a question in, which is in flight from now on, and answers it on another thread. */
  void take(Q question, Caller caller, Reply<A> reply) {
    InFlight.Mark mark = inFlight.begin(operation, () -> reply.refused(operation.overdue()));
    threads.execute(() -> answer(question, caller, reply, mark));
  }

  private void answer(Q question, Caller caller, Reply<A> reply, InFlight.Mark mark) {
    try {
      Answer<A> answer = answer(question, caller, mark);
      inFlight.end(mark);
      reply.answered(answer);
    } catch (Fault fault) {
      inFlight.end(mark);
      reply.refused(fault);
    }
  }

  /** Answers on the calling thread. */
  A answer(Q question, Caller caller) {
    InFlight.Mark mark = inFlight.begin(operation, () -> {});
    try {
      return answer(question, caller, mark).value();
    } finally {
      inFlight.end(mark);
    }
  }

  /** Throws a fault and nothing else. */
  private Answer<A> answer(Q question, Caller caller, InFlight.Mark mark) {
    try {
      Answer<A> answer = method.answer(question, caller);
      timer.answered(mark.age());
      return answer;
    } catch (Fault fault) {
      timer.failed(fault.kind(), mark.age());
      throw fault;
    } catch (Throwable problem) { // An error too: nobody shall wait for an answer in vain.
      LOG.error(
          "operation={} request={} failed unexpectedly",
          operation.address(),
          caller.requestId(),
          problem);
      timer.failed(FaultKind.INTERNAL, mark.age());
      throw new Fault(FaultKind.INTERNAL, "An unknown error occurred", problem);
    }
  }
}
