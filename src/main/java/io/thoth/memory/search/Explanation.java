package io.thoth.memory.search;

import org.jspecify.annotations.Nullable;

/**
 * How a hit's score came about.
 *
 * @param dense its place in the dense leg's list, null when it is not on it; the score is the
 *     cosine
 * @param lexical its place in the lexical leg's list, null when it is not on it; the score is BM25
 * @param fused the weighted sum of the two, each brought to 0..1 within its list
 * @param neighbours the bonus for what stands next to it
 * @param total {@code fused + neighbours}, the hit's score
 */
public record Explanation(
    @Nullable Leg dense, @Nullable Leg lexical, double fused, double neighbours, double total) {

  /**
   * A place on a leg's list.
   *
   * @param score as the leg computed it
   * @param rank place in the leg's list, the best is 1
   */
  public record Leg(double score, int rank) {}
}
