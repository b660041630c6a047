package io.thoth.memory.mcp;

import io.thoth.memory.bus.Caller;
import java.util.Map;

/** What the node tells of itself. May wait, so it is asked on a virtual thread. */
@FunctionalInterface
public interface NodeState {
  Report report(Caller caller);

  /**
   * How the node is.
   *
   * @param writes whether changes can be stored at the moment
   * @param parts what each part says of itself, under {@code status} and {@code detail}
   */
  record Report(
      String status, String version, boolean writes, Map<String, Map<String, Object>> parts) {
    public Report {
      parts = Map.copyOf(parts);
    }
  }
}
