package io.thoth.memory.search;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VectorKernelTest {
  private final VectorKernel scalar = new ScalarKernel();
  private final VectorKernel simd = new SimdKernel();

  @ParameterizedTest
  @ValueSource(ints = {1, 16, 127, 128, 129, 384, 768, 1536})
  void bothKernelsAgreeToTheLastBit(int dimension) {
    Random random = new Random(dimension);
    int stride = VectorKernel.stride(dimension);
    float[] query = floats(random, stride, 1);
    float[] rows = floats(random, stride, 20);
    short[] codes = new short[stride];
    byte[] rowCodes = new byte[20 * stride];
    for (int i = 0; i < stride; i++) {
      codes[i] = (short) (random.nextInt(127) - 63);
    }
    for (int i = 0; i < rowCodes.length; i++) {
      rowCodes[i] = (byte) (random.nextInt(255) - 127);
    }

    for (int row = 0; row < 20; row++) {
      assertEquals(
          Float.floatToRawIntBits(scalar.dot(query, rows, row)),
          Float.floatToRawIntBits(simd.dot(query, rows, row)));
    }
    assertArrayEquals(dots(scalar, codes, rowCodes), dots(simd, codes, rowCodes));
  }

  @ParameterizedTest
  @CsvSource({"63, 127", "63, -127", "-63, 127", "-63, -127"})
  void theLargestCodesDoNotOverflow(short query, byte code) {
    short[] queries = new short[1536];
    byte[] codes = new byte[20 * 1536];
    Arrays.fill(queries, query);
    Arrays.fill(codes, code);

    int expected = 1536 * query * code;

    assertEquals(expected, dots(scalar, queries, codes)[19]);
    assertEquals(expected, dots(simd, queries, codes)[19]);
  }

  @Test
  void theDotIsTheSumOfTheProducts() {
    float[] query = new float[128];
    float[] rows = new float[256];
    for (int i = 0; i < 128; i++) {
      query[i] = i;
      rows[128 + i] = i % 3 - 1;
    }
    float expected = 0;
    for (int i = 0; i < 128; i++) {
      expected += query[i] * rows[128 + i];
    }

    assertEquals(expected, scalar.dot(query, rows, 1), "small whole numbers are exact");
    assertEquals(0, scalar.dot(query, rows, 0));
  }

  @ParameterizedTest
  @CsvSource({"1, 128", "128, 128", "129, 256", "384, 384", "1000, 1024"})
  void rowsArePaddedToFourWideVectors(int dimension, int stride) {
    assertEquals(stride, VectorKernel.stride(dimension));
  }

  @Test
  void withTheIncubatorModuleTheSimdKernelIsChosen() {
    assertInstanceOf(SimdKernel.class, VectorKernel.best());
  }

  private static int[] dots(VectorKernel kernel, short[] query, byte[] codes) {
    int[] result = new int[20];
    kernel.dots(query, codes, 20, result);
    return result;
  }

  private static float[] floats(Random random, int stride, int rows) {
    float[] floats = new float[stride * rows];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) random.nextGaussian();
    }
    return floats;
  }
}
