package io.thoth.memory.bus;

import java.util.List;
import java.util.Optional;

/** A method that answers one operation: returns the answer or throws a fault. */
@FunctionalInterface
public interface Served<Q extends Record, A extends Record> {
  A answer(Q question, Caller caller);

  /** The same where the answer may be that of an earlier request with the same key. */
  @FunctionalInterface
  interface Replayable<Q extends Record, A extends Record> {
    Answer<A> answer(Q question, Caller caller);
  }

  /** The same for several questions at once, where that costs little more than one. */
  @FunctionalInterface
  interface Together<Q, A> {
    /**
     * Answers them in their order; one that is left empty is then asked by itself. Whatever it
     * throws but {@code BUSY} and {@code UNAVAILABLE} leaves all of them so.
     */
    List<Optional<A>> answers(List<Asked<Q>> questions);
  }

  /** A question and who asks it. */
  record Asked<Q>(Q question, Caller caller) {}
}
