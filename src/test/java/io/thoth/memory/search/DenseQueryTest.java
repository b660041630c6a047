package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The bound the first pass trusts: no score may exceed it, however a vector is rounded. */
class DenseQueryTest {
  private static final VectorKernel KERNEL = new ScalarKernel();

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 16, 384, 1000})
  void noScoreExceedsItsUpperBound(int dimension) {
    Random random = new Random(dimension);
    for (int i = 0; i < 2_000; i++) {
      float[] query = vector(random, dimension);
      float[] document = random.nextInt(10) == 0 ? query.clone() : vector(random, dimension);

      float bound = upperBound(query, document);
      float score = score(query, document);

      assertTrue(score <= bound, () -> score + " above " + bound);
      // Half a step of the query and of the document in each dimension, and their lengths are one.
      double slack = Math.sqrt(dimension) * (0.5 / 63 + 0.5 / 127) * 1.01 + 1e-3;
      assertTrue(bound <= score + 2 * slack, () -> bound + " tells nothing of " + score);
    }
  }

  private static float upperBound(float[] query, float[] document) {
    Quantized quantized = Quantized.of(document, Quantized.DOCUMENT_LEVELS);
    DenseQuery dense = new DenseQuery(query);
    int[] dots = new int[1];
    KERNEL.dots(dense.codes(), quantized.codes(), 1, dots);
    float[] bounds = new float[1];
    dense.upperBounds(
        dots, new float[] {quantized.scale()}, new float[] {quantized.error()}, 1, bounds, 0);
    return bounds[0];
  }

  private static float score(float[] query, float[] document) {
    float[] row = Arrays.copyOf(document, VectorKernel.stride(document.length));
    return KERNEL.dot(new DenseQuery(query).padded(), row, 0);
  }

  /** Even ones, and ones with a component so large that the others round to nothing. */
  private static float[] vector(Random random, int dimension) {
    float[] vector = new float[dimension];
    double sum = 0;
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) random.nextGaussian();
      if (i == 0 && random.nextBoolean()) {
        vector[i] *= 300;
      }
      sum += (double) vector[i] * vector[i];
    }
    for (int i = 0; i < dimension; i++) {
      vector[i] = (float) (vector[i] / Math.sqrt(sum));
    }
    return vector;
  }
}
