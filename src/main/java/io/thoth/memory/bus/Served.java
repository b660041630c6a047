package io.thoth.memory.bus;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A method that answers one operation: returns the answer or throws a fault. */
@FunctionalInterface
public interface Served<Q extends Record, A extends Record> {
  A answer(Q question, Caller caller);

  /** The same where the answer may be that of an earlier request with the same key. */
  @FunctionalInterface
  interface Replayable<Q extends Record, A extends Record> {
    Answer<A> answer(Q question, Caller caller);
  }

  /** The same where the answer is told when it is there, so that no thread waits for it. */
  @FunctionalInterface
  interface Later<Q extends Record, A extends Record> {
    /**
     * Neither waits nor computes much, for it is called on the thread of whoever asks. {@code told}
     * is called once, from any thread, with what gives the answer or throws a fault; it only hands
     * that over. What is thrown here is the answer too.
     */
    void answer(Q question, Caller caller, Consumer<Supplier<Answer<A>>> told);
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
