package io.thoth.memory.search;

import java.util.Arrays;

/**
 * The documents nearest to the query vector. All rows are scored in bytes first, which gives each
 * an upper bound; only those whose bound reaches the list are scored in floats. So the list is
 * exactly the one a full scan in floats would give.
 */
final class DenseLeg {
  private final VectorKernel kernel;
  private final DenseQuery query;
  private final TopList top;
  private final int[] dots = new int[VectorBlock.ROWS];

  DenseLeg(VectorKernel kernel, DenseQuery query, TopList top) {
    this.kernel = kernel;
    this.query = query;
    this.top = top;
  }

  /** Offers everything in the scope that can be on the list. */
  void search(Scope scope) {
    for (Scope.Part part : scope.parts()) {
      search(part);
    }
  }

  private void search(Scope.Part part) {
    float[] bounds = upperBounds(part);
    scoreMostPromising(part, bounds);
    double floor = top.floor();
    for (int slot = 0; slot < bounds.length; slot++) {
      if (bounds[slot] >= floor) {
        score(part, slot);
        floor = top.floor();
      }
    }
  }

  /** As many as the list holds: they raise its floor, and that spares nearly all the others. */
  private void scoreMostPromising(Scope.Part part, float[] bounds) {
    TopList promising = new TopList(top.capacity(), Long::compare);
    double floor = top.floor();
    for (int slot = 0; slot < bounds.length; slot++) {
      if (bounds[slot] >= floor) {
        promising.offer(bounds[slot], slot);
        floor = Math.max(floor, promising.floor());
      }
    }
    for (int i = 0; i < promising.size(); i++) {
      int slot = (int) promising.document(i);
      score(part, slot);
      bounds[slot] = Float.NaN;
    }
  }

  private void score(Scope.Part part, int slot) {
    VectorBlock block = part.corpus().vectors().block(slot / VectorBlock.ROWS);
    float score = kernel.dot(query.padded(), block.floats(), slot % VectorBlock.ROWS);
    top.offer(score, part.address(slot));
  }

  /** By slot; NaN, which no comparison lets pass, where there is nothing to score. */
  private float[] upperBounds(Scope.Part part) {
    VectorTable vectors = part.corpus().vectors();
    float[] bounds = new float[part.corpus().slots().count()];
    for (int first = 0; first < bounds.length; first += VectorBlock.ROWS) {
      int block = first / VectorBlock.ROWS;
      long rows = part.matching().word(block) & vectors.present().word(block);
      if (rows != 0) {
        upperBounds(
            vectors.block(block), Long.SIZE - Long.numberOfLeadingZeros(rows), bounds, first);
      }
      forbid(~rows, bounds, first);
    }
    return bounds;
  }

  private void upperBounds(VectorBlock block, int rows, float[] bounds, int first) {
    kernel.dots(query.codes(), block.codes(), rows, dots);
    query.upperBounds(dots, block.scales(), block.errors(), rows, bounds, first);
  }

  private static void forbid(long rows, float[] bounds, int first) {
    if (rows == -1L) {
      Arrays.fill(bounds, first, Math.min(first + VectorBlock.ROWS, bounds.length), Float.NaN);
      return;
    }
    for (long left = rows; left != 0; left &= left - 1) {
      int slot = first + Long.numberOfTrailingZeros(left);
      if (slot < bounds.length) {
        bounds[slot] = Float.NaN;
      }
    }
  }
}
