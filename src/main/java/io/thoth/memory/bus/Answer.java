package io.thoth.memory.bus;

import io.thoth.memory.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * What came back, and whether it is the stored answer of an earlier request with the same key. An
 * answer that is given again and again, from a cache, is written as JSON only once. Thread-safe.
 */
public final class Answer<A extends Record> {
  private final A value;
  private final boolean replayed;

  /** Written when first asked for; written twice at the same time it is the same both times. */
  private volatile byte @Nullable [] json;

  public Answer(A value, boolean replayed) {
    this.value = value;
    this.replayed = replayed;
  }

  public static <A extends Record> Answer<A> of(A value) {
    return new Answer<>(value, false);
  }

  public A value() {
    return value;
  }

  public boolean replayed() {
    return replayed;
  }

  /** The value as JSON in UTF-8; not to be changed. */
  public byte[] json() {
    byte[] written = json;
    if (written == null) {
      written = Json.writeBytes(value);
      json = written;
    }
    return written;
  }
}
