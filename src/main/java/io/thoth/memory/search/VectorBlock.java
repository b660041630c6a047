package io.thoth.memory.search;

import java.util.Arrays;

/**
 * The vectors of 64 consecutive slots, rows without a vector being zeros. Small to begin with, for
 * most archives never fill one block. Not thread-safe.
 */
final class VectorBlock {
  static final int ROWS = 64;

  private final int stride;
  private byte[] codes = new byte[0];
  private float[] floats = new float[0];
  private float[] scales = new float[0];
  private float[] errors = new float[0];

  VectorBlock(int stride) {
    this.stride = stride;
  }

  void put(int row, float[] vector, Quantized quantized) {
    makeRoom(row);
    System.arraycopy(vector, 0, floats, row * stride, vector.length);
    System.arraycopy(quantized.codes(), 0, codes, row * stride, stride);
    scales[row] = quantized.scale();
    errors[row] = quantized.error();
  }

  private void makeRoom(int row) {
    if (row < scales.length) {
      return;
    }
    int rows = Math.min(ROWS, Math.max(4, Integer.highestOneBit(row) * 2));
    codes = Arrays.copyOf(codes, rows * stride);
    floats = Arrays.copyOf(floats, rows * stride);
    scales = Arrays.copyOf(scales, rows);
    errors = Arrays.copyOf(errors, rows);
  }

  /** Copies a row of another block as it is. */
  void copy(VectorBlock from, int fromRow, int row) {
    makeRoom(row);
    System.arraycopy(from.floats, fromRow * stride, floats, row * stride, stride);
    System.arraycopy(from.codes, fromRow * stride, codes, row * stride, stride);
    scales[row] = from.scales[fromRow];
    errors[row] = from.errors[fromRow];
  }

  byte[] codes() {
    return codes;
  }

  float[] floats() {
    return floats;
  }

  float[] scales() {
    return scales;
  }

  float[] errors() {
    return errors;
  }

  long bytes() {
    return 96 + scales.length * (5L * stride + 8);
  }
}
