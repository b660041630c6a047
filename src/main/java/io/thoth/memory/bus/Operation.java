package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import java.time.Duration;

/**
 * One thing a feature can be asked.
 *
 * @param address its place on the bus, unique in the program, e.g. {@code core.block.append}
 * @param question the record that asks
 * @param answer the record that answers
 * @param deadline how long a caller waits; shorter than the HTTP edge's own
 * @param changes whether it changes data: then it runs exactly once per request id
 * @param scope what its caller must be allowed
 * @param narrowed whether whoever serves it shows a caller that is bound to an agent only what is
 *     that agent's; others such a caller may ask only about its agent, by a component {@code
 *     agentId} of the question
 */
public record Operation<Q extends Record, A extends Record>(
    String address,
    Class<Q> question,
    Class<A> answer,
    Duration deadline,
    boolean changes,
    Scope scope,
    boolean narrowed) {

  private static final Duration USUAL = Duration.ofSeconds(10);

  /** An operation that only reads. */
  public static <Q extends Record, A extends Record> Operation<Q, A> read(
      String address, Class<Q> question, Class<A> answer) {
    return new Operation<>(address, question, answer, USUAL, false, Scope.READ, false);
  }

  /** An operation that changes data. */
  public static <Q extends Record, A extends Record> Operation<Q, A> change(
      String address, Class<Q> question, Class<A> answer) {
    return new Operation<>(address, question, answer, USUAL, true, Scope.WRITE, false);
  }

  /** What callers hear when there is no answer by the deadline; it may still come about. */
  Fault overdue() {
    return Fault.unavailable(
        address + " gave no answer within " + deadline.toMillis() + " ms; try again");
  }

  /** The same operation for work that may take longer, such as a batch to embed. */
  public Operation<Q, A> within(Duration time) {
    return new Operation<>(address, question, answer, time, changes, scope, narrowed);
  }

  /** The same operation for those who administer their organisation. */
  public Operation<Q, A> administrative() {
    return new Operation<>(address, question, answer, deadline, changes, Scope.ADMIN, narrowed);
  }

  /** The same operation, showing a caller that is bound to an agent only what is that agent's. */
  public Operation<Q, A> narrowing() {
    return new Operation<>(address, question, answer, deadline, changes, scope, true);
  }
}
