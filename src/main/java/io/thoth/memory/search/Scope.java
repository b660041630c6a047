package io.thoth.memory.search;

import java.util.List;

/**
 * What one search looks at: several corpora as if they were one, each with the slots that pass the
 * filter. A document is addressed by a long, the part's number above and the slot below. Valid
 * while the read locks are held.
 */
final class Scope implements TopList.Ties {
  /**
   * One index of those searched.
   *
   * @param number its place among them
   * @param matching the slots that pass the filter
   */
  record Part(int number, Corpus corpus, SlotSet matching) {
    long address(int slot) {
      return (long) number << 32 | slot;
    }
  }

  private final List<Part> parts;

  Scope(List<Part> parts) {
    this.parts = parts;
  }

  List<Part> parts() {
    return parts;
  }

  /** How many documents pass the filter. */
  int matching() {
    int matching = 0;
    for (Part part : parts) {
      matching += part.matching().size();
    }
    return matching;
  }

  Part part(long address) {
    return parts.get((int) (address >>> 32));
  }

  static int slot(long address) {
    return (int) address;
  }

  String id(long address) {
    return part(address).corpus().slots().id(slot(address));
  }

  long sequence(long address) {
    return part(address).corpus().slots().sequence(slot(address));
  }

  /** Of two documents with the same score the smaller id is first. */
  @Override
  public int compare(long left, long right) {
    int order = id(left).compareTo(id(right));
    return order == 0 ? Long.compare(left, right) : order;
  }
}
