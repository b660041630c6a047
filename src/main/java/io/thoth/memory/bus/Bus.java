package io.thoth.memory.bus;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageConsumer;
import io.vertx.core.eventbus.ReplyException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Asks and serves operations.
 *
 * <p>{@link #ask} may be called from any thread; {@link #call} waits and so belongs on a virtual
 * thread. {@link #serve} is called in a verticle's start; its method then runs on that verticle's
 * own kind of thread. On virtual threads many questions are answered at once, and each may block.
 */
public final class Bus {
  private static final long OVERDUE_MILLIS = 100;

  private final Vertx vertx;
  private final MeterRegistry meters;
  private final InFlight inFlight = new InFlight();
  private final Map<String, Serving<?, ?>> served = new ConcurrentHashMap<>();
  private final Map<String, Remembering<?, ?>> atHand = new ConcurrentHashMap<>();
  private final Queue<Future<Void>> registrations = new ConcurrentLinkedQueue<>();

  /** Tells {@code meters} how long operations take and what is in flight. */
  public Bus(Vertx vertx, MeterRegistry meters) {
    this.vertx = vertx;
    this.meters = meters;
    vertx.setPeriodic(OVERDUE_MILLIS, _ -> inFlight.tellOverdue());
    Gauge.builder("thoth.in.flight", inFlight, InFlight::count)
        .description("Operations being worked on")
        .register(meters);
    Gauge.builder("thoth.oldest.in.flight", inFlight, flight -> flight.oldest().toNanos() / 1e9)
        .description("The age of the oldest operation being worked on")
        .baseUnit("seconds")
        .register(meters);
  }

  /** A bus that measures nothing. */
  public Bus(Vertx vertx) {
    this(vertx, new CompositeMeterRegistry());
  }

  /** Sends the question; the future fails with a {@link Fault} and nothing else. */
  public <Q extends Record, A extends Record> Future<Answer<A>> ask(
      Operation<Q, A> operation, Q question, Caller caller) {
    try {
      caller.grant().require(operation, question);
      Optional<Answer<A>> known = atHand(operation, question, caller);
      if (known.isPresent()) {
        return Future.succeededFuture(known.get());
      }
      Optional<Serving<Q, A>> here = here(operation);
      return here.isPresent()
          ? take(here.get(), question, caller)
          : send(operation, question, caller);
    } catch (Fault fault) {
      return Future.failedFuture(fault);
    }
  }

  /** What this node serves itself need not be packed for the journey. */
  private <Q extends Record, A extends Record> Future<Answer<A>> take(
      Serving<Q, A> here, Q question, Caller caller) {
    Promise<Answer<A>> promise = Promise.promise();
    here.take(question, caller, Reply.to(vertx.getOrCreateContext(), promise));
    return promise.future();
  }

  @SuppressWarnings("unchecked") // put under the operation's address with its types
  private <Q extends Record, A extends Record> Optional<Serving<Q, A>> here(
      Operation<Q, A> operation) {
    return Optional.ofNullable((Serving<Q, A>) served.get(operation.address()));
  }

  private <Q extends Record, A extends Record> Future<Answer<A>> send(
      Operation<Q, A> operation, Q question, Caller caller) {
    DeliveryOptions options =
        new DeliveryOptions()
            .setSendTimeout(operation.deadline().toMillis())
            .setHeaders(caller.headers());
    return vertx
        .eventBus()
        .<Buffer>request(operation.address(), Wire.packed(question), options)
        .map(reply -> Reply.read(reply, operation.answer()))
        .recover(problem -> Future.failedFuture(fault(operation, problem)));
  }

  /** Asks and waits for the answer, on a virtual thread; throws a fault and nothing else. */
  public <Q extends Record, A extends Record> A call(
      Operation<Q, A> operation, Q question, Caller caller) {
    caller.grant().require(operation, question);
    Optional<Answer<A>> known = atHand(operation, question, caller);
    if (known.isPresent()) {
      return known.get().value();
    }
    Optional<Serving<Q, A>> here = here(operation);
    return here.isPresent()
        ? here.get().answer(question, caller)
        : send(operation, question, caller).await().value();
  }

  /** Serves an operation that only reads. */
  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, Served<Q, A> method) {
    requireRead(operation);
    answer(operation, (question, caller) -> Answer.of(method.answer(question, caller)));
  }

  private static void requireRead(Operation<?, ?> operation) {
    if (operation.changes()) {
      throw new IllegalArgumentException(
          operation.address() + " changes data: serve it through the journal");
    }
  }

  /**
   * Serves an operation that only reads and whose answer this node often has at hand. {@code
   * atHand} is asked first, on the thread of whoever asks on this node, so it must not wait; what
   * it does not know travels the bus to {@code method}.
   */
  public <Q extends Record, A extends Record> void serve(
      Operation<Q, A> operation, AtHand<Q, A> atHand, Served<Q, A> method) {
    serve(operation, method);
    this.atHand.put(operation.address(), new Remembering<>(atHand, timer(operation)));
  }

  /**
   * Serves an operation that only reads, by {@code method}; questions that come while others are
   * being answered are answered by {@code together}, as many at once as have come. What {@code
   * method} answers still has to be the same.
   */
  public <Q extends Record, A extends Record> void serveTogether(
      Operation<Q, A> operation, Served.Together<Q, A> together, Served<Q, A> method) {
    requireRead(operation);
    answer(
        operation,
        (question, caller) -> Answer.of(method.answer(question, caller)),
        new Gathered<>(together));
  }

  @SuppressWarnings("unchecked") // put under the operation's address with its types
  private <Q extends Record, A extends Record> Optional<Answer<A>> atHand(
      Operation<Q, A> operation, Q question, Caller caller) {
    Remembering<Q, A> remembering = (Remembering<Q, A>) atHand.get(operation.address());
    return remembering == null ? Optional.empty() : remembering.answer(question, caller);
  }

  /** Serves an operation with an answer that may be a replay; for the journal's use. */
  public <Q extends Record, A extends Record> void answer(
      Operation<Q, A> operation, Served.Replayable<Q, A> method) {
    Executor threads = threads(vertx.getOrCreateContext());
    answer(operation, method, (serving, taken) -> threads.execute(() -> serving.answer(taken)));
  }

  /**
   * The same with an answer that is told by {@code later} to whoever does not wait for it; it has
   * to be the one of {@code method}. For the journal's use.
   */
  public <Q extends Record, A extends Record> void answerLater(
      Operation<Q, A> operation, Served.Replayable<Q, A> method, Served.Later<Q, A> later) {
    answer(operation, method, (serving, taken) -> serving.answer(taken, later));
  }

  private <Q extends Record, A extends Record> void answer(
      Operation<Q, A> operation, Served.Replayable<Q, A> method, Serving.Desk<Q, A> desk) {
    Serving<Q, A> serving = new Serving<>(operation, method, desk, inFlight, timer(operation));
    if (served.putIfAbsent(operation.address(), serving) != null) {
      throw new IllegalStateException(operation.address() + " is served twice");
    }
    MessageConsumer<Buffer> consumer =
        vertx.eventBus().consumer(operation.address(), serving::take);
    registrations.add(consumer.completion());
  }

  private OperationTimer timer(Operation<?, ?> operation) {
    return new OperationTimer(meters, operation.address());
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
    return served.values().stream()
        .map(Serving::operation)
        .collect(Collectors.toUnmodifiableMap(Operation::address, Function.identity()));
  }

  /** Succeeds when every node can reach all that is served by now. */
  public Future<?> reachable() {
    return Future.all(List.copyOf(registrations));
  }

  public InFlight inFlight() {
    return inFlight;
  }

  private static Fault fault(Operation<?, ?> operation, Throwable problem) {
    if (problem instanceof ReplyException reply) {
      return switch (reply.failureType()) {
        case RECIPIENT_FAILURE ->
            new Fault(FaultKind.ofWire(reply.failureCode()), String.valueOf(reply.getMessage()));
        case TIMEOUT -> operation.overdue();
        case NO_HANDLERS, ERROR ->
            Fault.unavailable(operation.address() + " is not served at the moment; try again");
      };
    }
    return new Fault(FaultKind.INTERNAL, "An unknown error occurred", problem);
  }
}
