package io.thoth.memory.search;

import io.thoth.memory.cache.Cache;
import io.thoth.memory.turns.Bound;
import io.thoth.memory.turns.Turns;

/**
 * What all searches of a node share.
 *
 * @param bound how many an organisation may have under way
 * @param known what earlier ones found
 * @param turns in which they compute
 */
public record SearchSharing(Bound bound, KnownHits known, Turns turns) {
  /** Searches of an organisation at a time: in turn they take about half a second. */
  private static final int AT_A_TIME = 64;

  /** A search of more documents takes longer than asking Redis. */
  private static final long DEAR = 20_000;

  /**
   * The usual bound.
   *
   * @param cache remembers what dear searches found
   */
  public static SearchSharing with(Cache cache, Turns turns) {
    return new SearchSharing(new Bound("searches", AT_A_TIME), new KnownHits(cache, DEAR), turns);
  }

  /** The usual bound, and nothing is remembered. */
  public static SearchSharing alone() {
    return with(Cache.NONE, Turns.ofProcessors());
  }
}
