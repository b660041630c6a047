package io.thoth.memory.search;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * The numbers the ranking depends on. The defaults are those that found the most evidence turns of
 * LoCoMo's three development conversations (categories 1 to 4, recall@10): words alone 0.601,
 * vectors alone 0.718, both 0.755, with neighbours 0.802.
 *
 * @param bm25 the lexical score
 * @param mix how the two legs become one score
 * @param neighbours what a document gains from those around it
 */
public record Ranking(Bm25 bm25, Mix mix, Neighbours neighbours) {
  public static final Ranking DEFAULT =
      new Ranking(
          new Bm25(0.9, 0.4),
          new Mix(100, 0.5, 0.5, 5),
          new Neighbours(0.4, 0.2, Duration.ofMinutes(30)));

  /**
   * BM25 as Lucene computes it, but with exact lengths: {@code ln(1 + (N - df + 0.5) / (df + 0.5))
   * * tf / (tf + k1 * (1 - b + b * length / averageLength))}.
   *
   * @param k1 how soon repeating a word stops to count, from 0
   * @param b how much long documents are held back, 0 to 1
   */
  public record Bm25(double k1, double b) {
    public Bm25 {
      require(k1 >= 0 && Double.isFinite(k1), "k1: must be a number from 0");
      require(b >= 0 && b <= 1, "b: must be between 0 and 1");
    }
  }

  /**
   * Weighted sum of the legs' lists, each brought to 0..1 by its own best and worst.
   *
   * @param listSize how many documents each leg hands over, from 1; a search for more than that
   *     raises it to its limit
   * @param dense weight of the dense leg, when both found something
   * @param lexical weight of the lexical leg, when both found something
   * @param fullTrust score of the best lexical document from which on the lexical weight holds in
   *     full; 0 for always
   */
  public record Mix(int listSize, double dense, double lexical, double fullTrust) {
    public Mix {
      require(listSize >= 1, "listSize: must be at least 1");
      requireWeight("dense", dense);
      requireWeight("lexical", lexical);
      requireWeight("fullTrust", fullTrust);
    }

    /**
     * How much of the lexical weight holds, 0 to 1. Half of what the query's words weigh is about
     * what a document scores that has each of them once, and so deserves full trust even where no
     * word is rare enough for a high score, as in a small archive.
     */
    double trust(double best, double queryWeight) {
      return Math.min(1, best / Math.min(fullTrust, queryWeight / 2));
    }
  }

  /**
   * The bonus for standing next to a better document: an answer is often said one turn after the
   * words of the question.
   *
   * @param adjacent weight of what the better of the two documents next to this one is ahead
   * @param second weight of what the better of the two documents after those is ahead
   * @param maximumGap two documents further apart in time are not neighbours
   */
  public record Neighbours(double adjacent, double second, Duration maximumGap) {
    /** No bonus: only documents that a leg itself has found are hits. */
    public static final Neighbours NONE = new Neighbours(0, 0, Duration.ZERO);

    public Neighbours {
      requireWeight("adjacent", adjacent);
      requireWeight("second", second);
      require(!maximumGap.isNegative(), "maximumGap: must not be negative");
    }

    boolean none() {
      return adjacent == 0 && second == 0;
    }

    long maximumGapMicros() {
      return TimeUnit.MICROSECONDS.convert(maximumGap);
    }
  }

  private static void requireWeight(String field, double weight) {
    require(weight >= 0 && Double.isFinite(weight), field + ": must be a number from 0");
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalArgumentException(message);
    }
  }
}
