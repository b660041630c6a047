package io.thoth.memory.http;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Function;

/** Serves one {@link Asked} endpoint: question, bus, answer. Runs on the event loop. */
final class AskHandler<Q extends Record, A extends Record> implements Handler<RoutingContext> {
  private static final int NO_CONTENT = 204;
  private static final byte[] NULL = {'n', 'u', 'l', 'l'};

  private final Asked<Q, A> endpoint;
  private final Binding<Q> binding;
  private final Bus bus;

  AskHandler(Asked<Q, A> endpoint, Bus bus) {
    this.endpoint = endpoint;
    this.binding = new Binding<>(endpoint);
    this.bus = bus;
  }

  @Override
  public void handle(RoutingContext context) {
    Caller caller = RequestKey.caller(context, endpoint.operation().changes());
    Q question = binding.question(context);
    bus.ask(endpoint.operation(), question, caller)
        .onSuccess(answer -> succeed(context, answer))
        .onFailure(problem -> refuse(context, question, caller, problem));
  }

  private void succeed(RoutingContext context, Answer<A> answer) {
    try {
      HttpServerResponse response = context.response().setStatusCode(endpoint.status());
      endpoint
          .version()
          .map(version -> version.apply(answer.value()))
          .ifPresent(version -> response.putHeader("ETag", "\"" + version + "\""));
      if (answer.replayed()) {
        response.putHeader("Idempotency-Replayed", "true");
      }
      write(response, answer);
    } catch (RuntimeException e) {
      context.fail(e);
    }
  }

  private void write(HttpServerResponse response, Answer<A> answer) {
    if (endpoint.status() == NO_CONTENT) {
      response.end();
      return;
    }
    List<String> events =
        endpoint.events().map(data -> data.apply(answer.value())).orElse(List.of());
    if (events.isEmpty()) {
      response.putHeader("Content-Type", "application/json").end(Buffer.buffer(body(answer)));
    } else {
      stream(response, events);
    }
  }

  /** Events as browsers read them; proxies are told to pass on each as it comes. */
  private static void stream(HttpServerResponse response, List<String> events) {
    StringBuilder text = new StringBuilder();
    events.forEach(data -> text.append("data: ").append(data).append("\n\n"));
    response
        .putHeader("Content-Type", "text/event-stream")
        .putHeader("Cache-Control", "no-cache")
        .putHeader("X-Accel-Buffering", "no")
        .end(Buffer.buffer(text.toString()));
  }

  private byte[] body(Answer<A> answer) {
    Object shown = endpoint.shown().apply(answer.value());
    if (shown == answer.value()) {
      return answer.json();
    }
    return shown == null ? NULL : Json.writeBytes(shown);
  }

  private void refuse(RoutingContext context, Q question, Caller caller, Throwable problem) {
    boolean stale = problem instanceof Fault fault && fault.kind() == FaultKind.STALE;
    if (!stale || endpoint.current().isEmpty()) {
      context.fail(problem);
      return;
    }
    read(endpoint.current().get(), question, caller)
        .onSuccess(current -> Refusal.stale(context, (Fault) problem, current))
        .onFailure(_ -> context.fail(problem));
  }

  private <R extends Record> Future<Record> read(
      Asked.Current<Q, R> current, Q question, Caller caller) {
    Function<Q, R> reading = current.question();
    return bus.ask(current.read(), reading.apply(question), caller).map(Answer::value);
  }
}
