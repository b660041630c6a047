package io.thoth.memory.turns;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** How much work of one kind an organisation may have under way at a time. Thread-safe. */
public final class Bound {
  private final String what;
  private final int most;
  private final Map<String, Integer> underWay = new ConcurrentHashMap<>();

  /**
   * @param what the work, in the plural, for those who are refused
   * @param most at a time, at least 1
   */
  public Bound(String what, int most) {
    if (most < 1) {
      throw new IllegalArgumentException("most: must be at least 1, not " + most);
    }
    this.what = what;
    this.most = most;
  }

  /**
   * Does the work.
   *
   * @throws Fault busy, without having begun, when the organisation has as much under way as it may
   */
  public <T> T within(String whose, Supplier<T> work) {
    if (underWay.merge(whose, 1, Integer::sum) > most) {
      end(whose);
      throw new Fault(
          FaultKind.BUSY, "More than " + most + " " + what + " at a time: try again in a moment");
    }
    try {
      return work.get();
    } finally {
      end(whose);
    }
  }

  private void end(String whose) {
    underWay.computeIfPresent(whose, (_, count) -> count == 1 ? null : count - 1);
  }
}
