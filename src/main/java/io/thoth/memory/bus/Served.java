package io.thoth.memory.bus;

/** A method that answers one operation: returns the answer or throws a fault. */
@FunctionalInterface
public interface Served<Q extends Record, A extends Record> {
  A answer(Q question, Caller caller);

  /** The same where the answer may be that of an earlier request with the same key. */
  @FunctionalInterface
  interface Replayable<Q extends Record, A extends Record> {
    Answer<A> answer(Q question, Caller caller);
  }
}
