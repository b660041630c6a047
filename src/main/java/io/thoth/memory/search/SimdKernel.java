package io.thoth.memory.search;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** The loops on {@code jdk.incubator.vector}, for registers of 128 to 512 bits. */
final class SimdKernel implements VectorKernel {
  // 512 bits at most: four vectors of shorts must fit PADDING, one of floats must fit LANES.
  private static final int BITS = Math.min(512, FloatVector.SPECIES_PREFERRED.vectorBitSize());
  private static final VectorSpecies<Short> SHORTS =
      VectorSpecies.of(short.class, VectorShape.forBitSize(BITS));
  private static final VectorSpecies<Byte> BYTES =
      VectorSpecies.of(byte.class, VectorShape.forBitSize(BITS / 2));
  private static final VectorSpecies<Float> FLOATS =
      VectorSpecies.of(float.class, VectorShape.forBitSize(BITS));
  private static final VectorSpecies<Integer> INTS =
      VectorSpecies.of(int.class, VectorShape.forBitSize(BITS));
  private static final int WIDTH = SHORTS.length();

  @Override
  public void dots(short[] query, byte[] codes, int rows, int[] result) {
    for (int row = 0; row < rows; row++) {
      int start = row * query.length;
      IntVector sum = IntVector.zero(INTS);
      for (int i = 0; i < query.length; i += 4 * WIDTH) {
        ShortVector four =
            products(query, codes, i, start + i)
                .add(products(query, codes, i + WIDTH, start + i + WIDTH))
                .add(products(query, codes, i + 2 * WIDTH, start + i + 2 * WIDTH))
                .add(products(query, codes, i + 3 * WIDTH, start + i + 3 * WIDTH));
        // Two shorts lie in each int: the upper one, and the lower one with its sign restored.
        IntVector pairs = four.reinterpretAsInts();
        sum =
            sum.add(pairs.lanewise(VectorOperators.ASHR, 16))
                .add(pairs.lanewise(VectorOperators.LSHL, 16).lanewise(VectorOperators.ASHR, 16));
      }
      result[row] = sum.reduceLanes(VectorOperators.ADD);
    }
  }

  private static ShortVector products(short[] query, byte[] codes, int at, int codeAt) {
    ShortVector widened =
        (ShortVector)
            ByteVector.fromArray(BYTES, codes, codeAt).convertShape(VectorOperators.B2S, SHORTS, 0);
    return ShortVector.fromArray(SHORTS, query, at).mul(widened);
  }

  @Override
  public float dot(float[] query, float[] rows, int row) {
    int start = row * query.length;
    float[] sums = new float[LANES];
    // Narrow registers hold some of the sixteen sums and pass over the row again for the others.
    for (int lane = 0; lane < LANES; lane += FLOATS.length()) {
      FloatVector sum = FloatVector.zero(FLOATS);
      for (int i = lane; i < query.length; i += LANES) {
        // Not fma: it rounds once where the definition rounds twice.
        sum =
            sum.add(
                FloatVector.fromArray(FLOATS, query, i)
                    .mul(FloatVector.fromArray(FLOATS, rows, start + i)));
      }
      sum.intoArray(sums, lane);
    }
    return VectorKernel.fold(sums);
  }
}
