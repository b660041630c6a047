package io.thoth.memory.search;

import java.util.Arrays;

/** A growing array of ints. Not thread-safe. */
final class IntList {
  private int[] values = new int[2];
  private int size;

  int size() {
    return size;
  }

  int get(int index) {
    return values[index];
  }

  void add(int value) {
    insert(size, value);
  }

  void insert(int index, int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, size + (size >> 1) + 2);
    }
    System.arraycopy(values, index, values, index + 1, size - index);
    values[index] = value;
    size++;
  }

  void removeAt(int index) {
    size--;
    System.arraycopy(values, index + 1, values, index, size - index);
  }

  /** The backing array, of which the first {@link #size()} elements count. For tight loops. */
  int[] array() {
    return values;
  }
}
