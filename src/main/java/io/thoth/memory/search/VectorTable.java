package io.thoth.memory.search;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The vectors of an index by slot. Blocks exist only where a vector is, so an index that is
 * searched by words alone pays nothing. Not thread-safe.
 */
final class VectorTable {
  private final int stride;
  private final SlotSet present = new SlotSet();
  private @Nullable VectorBlock[] blocks = new @Nullable VectorBlock[1];
  private long bytes;

  VectorTable(int dimension) {
    this.stride = VectorKernel.stride(dimension);
  }

  void put(int slot, float[] vector, Quantized quantized) {
    VectorBlock block = blockFor(slot);
    bytes -= block.bytes();
    block.put(slot % VectorBlock.ROWS, vector, quantized);
    bytes += block.bytes();
    present.add(slot);
  }

  /** Takes over the vector of another table's slot, if that has one. */
  void copy(VectorTable from, int fromSlot, int slot) {
    if (from.present.contains(fromSlot)) {
      VectorBlock block = blockFor(slot);
      bytes -= block.bytes();
      block.copy(
          from.block(fromSlot / VectorBlock.ROWS),
          fromSlot % VectorBlock.ROWS,
          slot % VectorBlock.ROWS);
      bytes += block.bytes();
      present.add(slot);
    }
  }

  private VectorBlock blockFor(int slot) {
    int index = slot / VectorBlock.ROWS;
    if (index >= blocks.length) {
      blocks = Arrays.copyOf(blocks, Math.max(index + 1, blocks.length * 2));
    }
    VectorBlock block = blocks[index];
    if (block == null) {
      block = new VectorBlock(stride);
      blocks[index] = block;
      bytes += block.bytes();
    }
    return block;
  }

  void remove(int slot) {
    present.remove(slot);
  }

  /** The slots that have a vector. */
  SlotSet present() {
    return present;
  }

  /** The block with this number; there is one wherever a slot is present. */
  VectorBlock block(int index) {
    return Objects.requireNonNull(blocks[index], "no vectors here");
  }

  long bytes() {
    return bytes + 8L * blocks.length;
  }
}
