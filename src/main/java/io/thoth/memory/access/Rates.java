package io.thoth.memory.access;

/**
 * Counts requests against rates. Called on event loops, so it never waits: one that shares its
 * counts with other nodes takes several tokens ahead of their use.
 */
@FunctionalInterface
public interface Rates {

  /**
   * Takes one request from what the organisation may ask.
   *
   * @return 0 when it may; otherwise the seconds after which one more request may, at least 1
   */
  long take(String tenant, Rate rate);
}
