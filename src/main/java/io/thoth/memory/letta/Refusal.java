package io.thoth.memory.letta;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.Set;

/** Faults of a thing itself, of which the others need not suffer. */
final class Refusal {
  private static final Set<FaultKind> OF_THE_THING =
      Set.of(FaultKind.INVALID, FaultKind.UNACCEPTABLE, FaultKind.CONFLICT, FaultKind.NOT_FOUND);

  private Refusal() {}

  /** Throws a fault on that is about more than the thing, such as a quota. */
  static void require(Fault fault) {
    if (!OF_THE_THING.contains(fault.kind())) {
      throw fault;
    }
  }
}
