package io.thoth.memory.bus;

/** What came back, and whether it is the stored answer of an earlier request with the same key. */
public record Answer<A extends Record>(A value, boolean replayed) {
  public static <A extends Record> Answer<A> of(A value) {
    return new Answer<>(value, false);
  }
}
