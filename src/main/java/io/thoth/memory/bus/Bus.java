package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks and serves operations.
 *
 * <p>{@link #ask} may be called from any thread; {@link #call} waits and so belongs on a virtual
 * thread. {@link #serve} is called in a verticle's start; its method then runs on that verticle's
 * own kind of thread. On virtual threads many questions are answered at once, and each may block.
 */
public final class Bus {
  private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
  private static final String REPLAYED = "replayed";

  private final Vertx vertx;
  private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();
  private final Map<String, Operation<?, ?>> served = new ConcurrentHashMap<>();
  private final Map<String, AtHand<?, ?>> atHand = new ConcurrentHashMap<>();
  private final InFlight inFlight = new InFlight();

  public Bus(Vertx vertx) {
    this.vertx = vertx;
  }

  /** Sends the question; the future fails with a {@link Fault} and nothing else. */
  public <Q extends Record, A extends Record> Future<Answer<A>> ask(
      Operation<Q, A> operation, Q question, Caller caller) {
    Optional<Answer<A>> known = atHand(operation, question, caller);
    if (known.isPresent()) {
      return Future.succeededFuture(known.get());
    }
    know(operation);
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(operation.deadline().toMillis())
            .setHeaders(caller.headers());
    return vertx
        .eventBus()
        .<A>request(operation.address(), question, options)
        .map(reply -> new Answer<>(reply.body(), reply.headers().contains(REPLAYED)))
        .recover(problem -> Future.failedFuture(fault(operation, problem)));
  }

  /** Sends the question and waits for the answer, on a virtual thread of Vert.x. */
  public <Q extends Record, A extends Record> A call(
      Operation<Q, A> operation, Q question, Caller caller) {
    return ask(operation, question, caller).await().value();
  }

  /** Serves an operation that only reads. */
  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, Served<Q, A> method) {
    if (operation.changes()) {
      throw new IllegalArgumentException(
          operation.address() + " changes data: serve it through the journal");
    }
    answer(operation, (question, caller) -> Answer.of(method.answer(question, caller)));
  }

  /**
   * Serves an operation that only reads and whose answer this node often has at hand. {@code
   * atHand} is asked first, on the thread of whoever asks on this node, so it must neither wait nor
   * throw; what it does not know travels the bus to {@code method}.
   */
  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, AtHand<Q, A> atHand, Served<Q, A> method) {
    serve(operation, method);
    this.atHand.put(operation.address(), atHand);
  }

  @SuppressWarnings("unchecked") // put under the operation's address with its types
  private <Q extends Record, A extends Record> Optional<Answer<A>> atHand(
      Operation<Q, A> operation, Q question, Caller caller) {
    AtHand<Q, A> known = (AtHand<Q, A>) atHand.get(operation.address());
    return known == null ? Optional.empty() : known.answer(question, caller);
  }

  /** Serves an operation with an answer that may be a replay; for the journal's use. */
  public <Q extends Record, A extends Record> void answer(
      Operation<Q, A> operation, Served.Replayable<Q, A> method) {
    know(operation);
    if (served.putIfAbsent(operation.address(), operation) != null) {
      throw new IllegalStateException(operation.address() + " is served twice");
    }
    Executor threads = threads(vertx.getOrCreateContext());
    vertx
        .eventBus()
        .<Q>consumer(
            operation.address(),
            message -> threads.execute(() -> reply(operation, method, message)));
  }

  /**
   * A virtual-thread context runs one task at a time: it goes on to the next when a task awaits a
   * future, but not when it waits for a lock or for the store. So there every question gets a
   * virtual thread of its own, outside of the context.
   */
  private static Executor threads(Context context) {
    return context.threadingModel() == ThreadingModel.VIRTUAL_THREAD
        ? task -> Thread.ofVirtual().name("asked").start(task)
        : task -> context.runOnContext(_ -> task.run());
  }

  /** The operations served by this node, by address. */
  public Map<String, Operation<?, ?>> served() {
    return Map.copyOf(served);
  }

  public InFlight inFlight() {
    return inFlight;
  }

  private <Q extends Record, A extends Record> void reply(
      Operation<Q, A> operation, Served.Replayable<Q, A> method, Message<Q> message) {
    InFlight.Mark mark = inFlight.begin(operation.address());
    try {
      Answer<A> answer = method.answer(message.body(), Caller.of(message.headers()));
      DeliveryOptions options = new DeliveryOptions();
      if (answer.replayed()) {
        options.addHeader(REPLAYED, "true");
      }
      message.reply(answer.value(), options);
    } catch (Fault fault) {
      message.fail(fault.kind().wire(), fault.getMessage());
    } catch (Throwable problem) {
      LOG.error(
          "operation={} request={} failed unexpectedly",
          operation.address(),
          message.headers().get("request"),
          problem);
      message.fail(FaultKind.INTERNAL.wire(), "An unknown error occurred");
    } finally {
      inFlight.end(mark);
    }
  }

  private void know(Operation<?, ?> operation) {
    register(operation.question());
    register(operation.answer());
  }

  private <R> void register(Class<R> type) {
    if (known.add(type)) {
      vertx.eventBus().registerDefaultCodec(type, codec(type));
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <R> RecordCodec codec(Class<R> type) {
    return new RecordCodec(type);
  }

  private static Fault fault(Operation<?, ?> operation, Throwable problem) {
    if (problem instanceof ReplyException reply) {
      return switch (reply.failureType()) {
        case RECIPIENT_FAILURE ->
            new Fault(FaultKind.ofWire(reply.failureCode()), String.valueOf(reply.getMessage()));
        case TIMEOUT ->
            Fault.unavailable(
                operation.address()
                    + " gave no answer within "
                    + operation.deadline().toMillis()
                    + " ms; try again");
        case NO_HANDLERS, ERROR ->
            Fault.unavailable(operation.address() + " is not served at the moment; try again");
      };
    }
    return new Fault(FaultKind.INTERNAL, "An unknown error occurred", problem);
  }
}
