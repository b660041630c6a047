package io.thoth.memory.letta;

/**
 * Notices that a walk goes in a circle, however long, with one place in memory (Brent's algorithm):
 * the place that is remembered moves on after 1, 2, 4, … steps.
 */
final class Laps {
  private String remembered = "";
  private long steps;
  private long until = 1;

  /** Whether this place, which was reached with one more step, closes a circle. */
  boolean closedBy(String place) {
    if (place.equals(remembered)) {
      return true;
    }
    if (++steps == until) {
      remembered = place;
      until *= 2;
      steps = 0;
    }
    return false;
  }
}
