package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One operation that this node serves. Whatever happens, whoever asks hears of it. */
final class Serving<Q extends Record, A extends Record> {
  private static final Logger LOG = LoggerFactory.getLogger(Serving.class);
  static final String REPLAYED = "replayed";

  private final Operation<Q, A> operation;
  private final Served.Replayable<Q, A> method;
  private final InFlight inFlight;
  private final OperationTimer timer;

  Serving(
      Operation<Q, A> operation,
      Served.Replayable<Q, A> method,
      InFlight inFlight,
      OperationTimer timer) {
    this.operation = operation;
    this.method = method;
    this.inFlight = inFlight;
    this.timer = timer;
  }

  /** Takes a question in, which is in flight from now on; to be answered by what is returned. */
  Runnable take(Message<Q> message) {
    InFlight.Mark mark = inFlight.begin(operation.address());
    return () -> reply(message, mark);
  }

  private void reply(Message<Q> message, InFlight.Mark mark) {
    try {
      Answer<A> answer = method.answer(message.body(), Caller.of(message.headers()));
      DeliveryOptions options = new DeliveryOptions();
      message.reply(
          answer.value(), answer.replayed() ? options.addHeader(REPLAYED, "true") : options);
      timer.answered(mark.age());
    } catch (Fault fault) {
      fail(message, mark, fault.kind(), fault.getMessage());
    } catch (Throwable problem) {
      LOG.error(
          "operation={} request={} failed unexpectedly",
          operation.address(),
          message.headers().get("request"),
          problem);
      fail(message, mark, FaultKind.INTERNAL, "An unknown error occurred");
    } finally {
      inFlight.end(mark);
    }
  }

  private void fail(Message<Q> message, InFlight.Mark mark, FaultKind kind, String why) {
    message.fail(kind.wire(), why);
    timer.failed(kind, mark.age());
  }
}
