package io.thoth.memory.search;

/**
 * The two loops that cost the time. Rows lie one after the other, each padded with zeros to the
 * same multiple of {@link #PADDING} elements. Implementations are stateless, safe for any thread
 * and agree to the last bit: which one runs decides the speed and never a rank.
 */
interface VectorKernel {
  /** Rows are this long or a multiple of it: four of the widest vectors of shorts. */
  int PADDING = 128;

  /** Running sums of {@link #dot}, whatever the width of the processor's registers. */
  int LANES = 16;

  /**
   * {@code result[i] = query · row i} for the first {@code rows} rows. Codes must be within ±127
   * and the query within ±63, so that four products fit a short: 4 * 127 * 63 = 32004.
   */
  void dots(short[] query, byte[] codes, int rows, int[] result);

  /**
   * The score two vectors get: sixteen sums, sum {@code i} of the products at i, i + 16, i + 32 …,
   * rounded to float after every multiplication and every addition, then folded in halves by {@link
   * #fold}.
   */
  float dot(float[] query, float[] rows, int row);

  /** Adds the upper half to the lower until one number is left; destroys the sums. */
  static float fold(float[] sums) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int i = 0; i < half; i++) {
        sums[i] += sums[i + half];
      }
    }
    return sums[0];
  }

  /** Length of the rows of vectors of this dimension. */
  static int stride(int dimension) {
    return (dimension + PADDING - 1) / PADDING * PADDING;
  }

  /** The fastest kernel of this JVM. */
  static VectorKernel best() {
    return BestKernel.CHOSEN;
  }
}
