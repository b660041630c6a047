package io.thoth.memory.search;

/** Plain loops: what {@link SimdKernel} must equal, and what runs where it cannot. */
final class ScalarKernel implements VectorKernel {
  @Override
  public void dots(short[] query, byte[] codes, int rows, int[] result) {
    for (int row = 0; row < rows; row++) {
      int start = row * query.length;
      int sum = 0;
      for (int i = 0; i < query.length; i++) {
        sum += query[i] * codes[start + i];
      }
      result[row] = sum;
    }
  }

  @Override
  public float dot(float[] query, float[] rows, int row) {
    int start = row * query.length;
    float[] sums = new float[LANES];
    for (int i = 0; i < query.length; i += LANES) {
      for (int lane = 0; lane < LANES; lane++) {
        sums[lane] += query[i + lane] * rows[start + i + lane];
      }
    }
    return VectorKernel.fold(sums);
  }
}
