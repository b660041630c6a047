package io.thoth.memory.journal;

import org.jspecify.annotations.Nullable;

/** Sequences of a stream from the oldest to the newest, both included; empty when these cross. */
public record Span(long oldest, long newest) {

  public boolean isEmpty() {
    return oldest > newest;
  }

  public boolean contains(long sequence) {
    return sequence >= oldest && sequence <= newest;
  }

  /** What of it lies between two sequences, both excluded; null is no bound. */
  public Span between(@Nullable Long above, @Nullable Long below) {
    return new Span(
        above == null ? oldest : Math.max(oldest, Math.min(above, newest) + 1),
        below == null ? newest : Math.min(newest, Math.max(below, oldest) - 1));
  }

  /** The oldest part of it, of at most {@code count}. */
  public Span first(int count) {
    return new Span(oldest, Math.min(newest, oldest + count - 1));
  }

  /** The newest part of it, of at most {@code count}. */
  public Span last(int count) {
    return new Span(Math.max(oldest, newest - count + 1), newest);
  }
}
