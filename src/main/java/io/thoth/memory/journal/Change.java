package io.thoth.memory.journal;

import java.time.Instant;

/**
 * What an {@link Entry} is made of, besides who asked for it.
 *
 * @param whole whether the state can be rebuilt from this entry alone, without those before it; the
 *     first entry of a stream is whole
 */
public record Change(
    String stream, long sequence, String operation, Instant at, String state, boolean whole) {

  /** A change told whole. */
  public Change(String stream, long sequence, String operation, Instant at, String state) {
    this(stream, sequence, operation, at, state, true);
  }

  /** A change told only by its difference from the entry before. */
  public static Change since(
      String stream, long sequence, String operation, Instant at, String difference) {
    return new Change(stream, sequence, operation, at, difference, false);
  }
}
