package io.thoth.memory.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.vertx.core.Future;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Somebody who asks over the bus, with an organisation of their own so that tests on one store do
 * not meet.
 */
public final class Client {
  private final Bus bus;
  private final String tenant;

  public Client(Bus bus, String tenant) {
    this.bus = bus;
    this.tenant = tenant;
  }

  public static Client ofNobodyElse(Bus bus) {
    return new Client(bus, "org-" + UUID.randomUUID());
  }

  public String tenant() {
    return tenant;
  }

  public <Q extends Record, A extends Record> A ask(Operation<Q, A> operation, Q question) {
    return LocalFeatures.await(sent(operation, question, caller())).value();
  }

  /** The same under an idempotency key; the digest is of the operation and the question. */
  public <Q extends Record, A extends Record> Answer<A> ask(
      Operation<Q, A> operation, Q question, String key) {
    return LocalFeatures.await(sent(operation, question, keyed(operation, question, key)));
  }

  /** All of these at the same time, each without a key; the answers in the order of questions. */
  public <Q extends Record, A extends Record> List<A> askAll(
      Operation<Q, A> operation, Stream<Q> questions) {
    return LocalFeatures.all(
            questions.map(question -> sent(operation, question, caller())).toList())
        .stream()
        .map(Answer::value)
        .toList();
  }

  /** One question many times at the same time, all under one key. */
  public <Q extends Record, A extends Record> List<Answer<A>> askTogether(
      Operation<Q, A> operation, Q question, String key, int times) {
    return LocalFeatures.all(
        Stream.generate(() -> keyed(operation, question, key))
            .limit(times)
            .map(caller -> sent(operation, question, caller))
            .toList());
  }

  /** The refusal of a question, which must be of this kind. */
  public <Q extends Record> Fault refused(
      FaultKind kind, Operation<Q, ? extends Record> operation, Q question) {
    return refusal(kind, sent(operation, question, caller()));
  }

  public <Q extends Record> Fault refused(
      FaultKind kind, Operation<Q, ? extends Record> operation, Q question, String key) {
    return refusal(kind, sent(operation, question, keyed(operation, question, key)));
  }

  private static Fault refusal(FaultKind kind, Future<?> answer) {
    Fault fault = assertThrows(Fault.class, () -> LocalFeatures.await(answer));
    assertEquals(kind, fault.kind(), fault.getMessage());
    return fault;
  }

  private <Q extends Record, A extends Record> Future<Answer<A>> sent(
      Operation<Q, A> operation, Q question, Caller caller) {
    return bus.ask(operation, question, caller);
  }

  private Caller caller() {
    return new Caller(tenant, Caller.DEFAULT_ACTOR, "req-" + UUID.randomUUID(), null, null);
  }

  private Caller keyed(Operation<?, ?> operation, Record question, String key) {
    String digest = operation.address() + " " + Json.write(question);
    String request = "req-" + UUID.randomUUID();
    return new Caller(tenant, Caller.DEFAULT_ACTOR, request, key, digest);
  }
}
