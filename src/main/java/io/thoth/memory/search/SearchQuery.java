package io.thoth.memory.search;

import io.thoth.memory.fault.Fault;
import org.jspecify.annotations.Nullable;

/**
 * A question to the index.
 *
 * @param text the words for the lexical leg; may be empty or all stop words, then that leg is
 *     silent
 * @param vector the question's embedding, of unit length and of the indexes' dimension; null when
 *     there is none, then the dense leg is silent
 * @param filter which documents may be found
 * @param limit how many hits at most, from 1; more than there are documents is allowed
 * @param mode which legs are asked
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, only read during one search
public record SearchQuery(
    String text, float @Nullable [] vector, Filter filter, int limit, Mode mode) {

  /** Which of the two legs take part. */
  public enum Mode {
    HYBRID,
    DENSE,
    LEXICAL;

    boolean asksDense() {
      return this != LEXICAL;
    }

    boolean asksLexical() {
      return this != DENSE;
    }
  }

  /**
   * A query as given.
   *
   * @throws Fault invalid, when the limit is below 1
   * @throws IllegalArgumentException when the vector is not of unit length, or missing in a dense
   *     search
   */
  // Spelled out, for javac leaves @Nullable out of a compact constructor's class file.
  public SearchQuery(String text, float @Nullable [] vector, Filter filter, int limit, Mode mode) {
    if (limit < 1) {
      throw Fault.invalid("limit", "must be at least 1");
    }
    if (vector != null) {
      UnitVector.require("vector", vector);
    } else if (mode == Mode.DENSE) {
      throw new IllegalArgumentException("vector: a dense search needs one");
    }
    this.text = text;
    this.vector = vector;
    this.filter = filter;
    this.limit = limit;
    this.mode = mode;
  }
}
