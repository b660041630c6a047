package io.thoth.memory.agentfile;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntSupplier;

/** Items on their way into a transaction: those of one owner, not too many and not too long. */
final class Collected<T> {
  private static final int LONGEST = 256 << 10;

  /** Writes what was collected. */
  @FunctionalInterface
  interface Writing<T> {
    /**
     * @param place of the last of them in the file
     */
    void write(String place, String owner, List<T> items);
  }

  private final Function<T, String> ownerOf;
  private final IntSupplier most;
  private final Writing<T> writing;
  private final List<T> items = new ArrayList<>();
  private String owner = "";
  private String place = "";
  private long length;

  /**
   * @param most how many items a transaction should be of now
   */
  Collected(Function<T, String> ownerOf, IntSupplier most, Writing<T> writing) {
    this.ownerOf = ownerOf;
    this.most = most;
    this.writing = writing;
  }

  /**
   * @param chars about how long it is
   */
  void add(String where, T item, long chars) {
    String its = ownerOf.apply(item);
    if (!its.equals(owner) || items.size() >= most.getAsInt() || length + chars > LONGEST) {
      flush();
    }
    owner = its;
    place = where;
    items.add(item);
    length += chars;
  }

  void flush() {
    if (!items.isEmpty()) {
      writing.write(place, owner, List.copyOf(items));
    }
    items.clear();
    length = 0;
  }
}
