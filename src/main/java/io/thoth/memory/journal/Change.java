package io.thoth.memory.journal;

import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
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

  /** The end of something that is written as JSON. */
  public static Change deletion(String stream, long version, Instant updatedAt, Object last) {
    return new Change(stream, version + 1, "delete", Times.nowAfter(updatedAt), Json.write(last));
  }

  /** A change told only by its difference from the entry before. */
  public static Change since(
      String stream, long sequence, String operation, Instant at, String difference) {
    return new Change(stream, sequence, operation, at, difference, false);
  }
}
