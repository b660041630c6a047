package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;

/** Takes what a question came to back to whoever asked it. The first call counts. */
interface Reply<A extends Record> {
  /** The header of an answer that was given before. */
  String REPLAYED = "replayed";

  /** Refuses when the answer cannot make the journey. */
  void answered(Answer<A> answer);

  void refused(Fault fault);

  /** Runs what gives the reply on a thread that has the time for it. */
  void outside(Runnable task);

  /** What came back over the bus. */
  static <A extends Record> Answer<A> read(Message<Buffer> reply, Class<A> type) {
    return new Answer<>(Wire.unpacked(reply.body(), type), reply.headers().contains(REPLAYED));
  }

  /** Over the bus, to another node. */
  static <A extends Record> Reply<A> to(Message<?> message) {
    return new Reply<>() {
      @Override
      public void answered(Answer<A> answer) {
        DeliveryOptions options = new DeliveryOptions();
        if (answer.replayed()) {
          options.addHeader(REPLAYED, "true");
        }
        try {
          message.reply(Wire.packed(answer.value()), options);
        } catch (Fault fault) {
          refused(fault);
        }
      }

      @Override
      public void refused(Fault fault) {
        message.fail(fault.kind().wire(), fault.getMessage());
      }

      @Override
      public void outside(Runnable task) {
        Thread.ofVirtual().name("replying").start(task);
      }
    };
  }

  /** To somebody on this node, on the context where the question was asked. */
  static <A extends Record> Reply<A> to(Context asker, Promise<Answer<A>> promise) {
    return new Reply<>() {
      @Override
      public void answered(Answer<A> answer) {
        outside(() -> promise.tryComplete(answer));
      }

      @Override
      public void refused(Fault fault) {
        outside(() -> promise.tryFail(fault));
      }

      @Override
      public void outside(Runnable task) {
        if (Vertx.currentContext() == asker) {
          task.run();
        } else {
          asker.runOnContext(_ -> task.run());
        }
      }
    };
  }
}
