package io.thoth.memory.bus;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.thoth.memory.fault.FaultKind;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * How long one operation takes and how it ends: {@code thoth_operation_seconds} with the tags
 * {@code operation} and {@code outcome}, which is {@code ok}, {@code at_hand} or the kind of the
 * fault. The usual timers are made beforehand, because looking one up costs more than using it.
 */
final class OperationTimer {
  private final MeterRegistry registry;
  private final String operation;
  private final Timer ok;
  private final Timer atHand;
  private final Map<FaultKind, Timer> faults = new ConcurrentHashMap<>();

  OperationTimer(MeterRegistry registry, String operation) {
    this.registry = registry;
    this.operation = operation;
    this.ok = timer("ok");
    this.atHand = timer("at_hand");
  }

  void answered(long nanos) {
    ok.record(nanos, TimeUnit.NANOSECONDS);
  }

  void answeredAtHand(long nanos) {
    atHand.record(nanos, TimeUnit.NANOSECONDS);
  }

  void failed(FaultKind kind, long nanos) {
    faults
        .computeIfAbsent(kind, fresh -> timer(fresh.name().toLowerCase(Locale.ROOT)))
        .record(nanos, TimeUnit.NANOSECONDS);
  }

  private Timer timer(String outcome) {
    return Timer.builder("thoth.operation")
        .description("How long operations took, by how they ended")
        .tag("operation", operation)
        .tag("outcome", outcome)
        .register(registry);
  }
}
