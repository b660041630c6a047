package io.thoth.memory.bus;

import java.util.Optional;

/** Answers a question from memory, at once, when what it remembers is certainly true. */
@FunctionalInterface
public interface AtHand<Q extends Record, A extends Record> {
  Optional<Answer<A>> answer(Q question, Caller caller);
}
