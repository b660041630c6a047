package io.thoth.memory.bus;

import java.util.Optional;

/** What answers an operation at hand, and how long that takes. */
record Remembering<Q extends Record, A extends Record>(AtHand<Q, A> method, OperationTimer timer) {

  Optional<Answer<A>> answer(Q question, Caller caller) {
    long asked = System.nanoTime();
    Optional<Answer<A>> answer = method.answer(question, caller);
    if (answer.isPresent()) {
      timer.answeredAtHand(System.nanoTime() - asked);
    }
    return answer;
  }
}
