package io.thoth.memory.search;

import java.util.Arrays;

/**
 * The query vector, ready for both passes.
 *
 * <p>The upper bound: with {@code q̂} and {@code v̂} the quantised vectors, {@code q·v = q̂·v̂ + (q
 * - q̂)·v̂ + q·(v - v̂)}, and by Cauchy and Schwarz the last two are at most {@code |q - q̂| *
 * |v̂|} and {@code |q| * |v - v̂|}, where {@code |v̂| <= |v| + |v - v̂|}. What the float arithmetic
 * of score and bound may lose on top is covered by a constant: a sum of n products is off by at
 * most n * 2^-24 of the lengths' product, and twice that is granted.
 */
final class DenseQuery {
  private final short[] codes;
  private final float[] padded;
  private final float scale;
  private final float perError;
  private final float constant;

  DenseQuery(float[] vector) {
    Quantized quantized = Quantized.of(vector, Quantized.QUERY_LEVELS);
    int stride = quantized.codes().length;
    codes = new short[stride];
    for (int i = 0; i < stride; i++) {
      codes[i] = quantized.codes()[i];
    }
    padded = Arrays.copyOf(vector, stride);
    scale = quantized.scale();
    float longest = 1 + UnitVector.TOLERANCE;
    float rounding = (stride + 16) * 0x1p-23f * longest * longest;
    perError = quantized.error() + longest;
    constant = quantized.error() * longest + rounding;
  }

  /** Codes within ±63, as long as the rows. */
  short[] codes() {
    return codes;
  }

  /** The vector itself, padded with zeros to the length of the rows. */
  float[] padded() {
    return padded;
  }

  /** Fills in what the first {@code rows} documents of a block cannot exceed. */
  void upperBounds(
      int[] dots, float[] scales, float[] errors, int rows, float[] bounds, int first) {
    for (int i = 0; i < rows; i++) {
      bounds[first + i] = scale * scales[i] * dots[i] + perError * errors[i] + constant;
    }
  }
}
