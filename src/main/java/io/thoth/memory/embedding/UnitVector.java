package io.thoth.memory.embedding;

/** Scales vectors to length 1. */
final class UnitVector {
  private UnitVector() {}

  /**
   * {@code vector} itself, divided by its Euclidean length.
   *
   * @throws IllegalArgumentException when it has no direction: all zero, or a component not finite
   */
  static float[] scale(float[] vector) {
    double squares = 0;
    for (float component : vector) {
      squares += (double) component * component;
    }
    if (!(squares > 0 && squares < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a vector is all zero or not finite");
    }
    double length = Math.sqrt(squares);
    for (int i = 0; i < vector.length; i++) {
      vector[i] = (float) (vector[i] / length);
    }
    return vector;
  }
}
