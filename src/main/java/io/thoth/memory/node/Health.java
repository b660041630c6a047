package io.thoth.memory.node;

import io.thoth.memory.bus.Operation;
import java.util.Map;

/**
 * How a node is.
 *
 * @param status {@code ok}, {@code degraded} when something is slower or poorer, {@code down} when
 *     writes would fail
 * @param parts what each part says of itself; each has a {@code status} of its own
 */
public record Health(
    String status, String version, long uptimeSeconds, Map<String, Map<String, Object>> parts) {
  static final Operation<Ask, Health> ASK =
      Operation.read("node.health", Ask.class, Health.class).narrowing();
  static final String OK = "ok";
  static final String DEGRADED = "degraded";
  static final String DOWN = "down";

  /** How are you? */
  public record Ask() {}

  boolean writes() {
    return !DOWN.equals(status);
  }
}
