package io.thoth.memory.search;

/** What the search accepts as a vector: a direction, told by a length of one. */
final class UnitVector {
  /**
   * How far a length may be from one: embedders round, and some hand out half-precision numbers.
   */
  static final float TOLERANCE = 1e-3f;

  private UnitVector() {}

  /** Refuses a vector whose length is not one; NaN and infinity fail the same comparison. */
  static void require(String field, float[] vector) {
    double length = length(vector);
    if (!(Math.abs(length - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException(
          "%s: must be of unit length, but its length is %s".formatted(field, length));
    }
  }

  static double length(float[] vector) {
    double sum = 0;
    for (float value : vector) {
      sum += (double) value * value;
    }
    return Math.sqrt(sum);
  }
}
