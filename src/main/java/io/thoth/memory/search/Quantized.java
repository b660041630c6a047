package io.thoth.memory.search;

/**
 * A vector in small whole numbers: {@code vector ≈ scale * codes}.
 *
 * @param codes padded with zeros to the kernel's stride
 * @param scale what one step is worth
 * @param error length of the difference between the vector and {@code scale * codes}, not rounded
 *     down
 */
@SuppressWarnings("ArrayRecordComponent") // handed from the quantiser to the block, never compared
record Quantized(byte[] codes, float scale, float error) {
  /** Passages use the whole byte, queries half of it: see {@link VectorKernel#dots}. */
  static final int DOCUMENT_LEVELS = 127;

  static final int QUERY_LEVELS = 63;

  /** The longest component becomes {@code levels} steps. The vector must not be zero. */
  static Quantized of(float[] vector, int levels) {
    float scale = longestComponent(vector) / levels;
    byte[] codes = new byte[VectorKernel.stride(vector.length)];
    double squaredError = 0;
    for (int i = 0; i < vector.length; i++) {
      int code = Math.clamp(Math.round(vector[i] / scale), -levels, levels);
      codes[i] = (byte) code;
      double difference = vector[i] - (double) scale * code;
      squaredError += difference * difference;
    }
    return new Quantized(codes, scale, Math.nextUp((float) Math.sqrt(squaredError)));
  }

  private static float longestComponent(float[] vector) {
    float longest = 0;
    for (float value : vector) {
      longest = Math.max(longest, Math.abs(value));
    }
    return longest;
  }
}
