package io.thoth.memory.bench;

import io.thoth.memory.bench.OpenLoad.Kind;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Latencies in nanoseconds, by kind. Not thread-safe. */
final class Latencies {
  private final Map<Kind, List<Long>> all = new EnumMap<>(Kind.class);

  Latencies() {
    for (Kind kind : Kind.values()) {
      all.put(kind, new ArrayList<>());
    }
  }

  void add(Kind kind, long nanos) {
    of(kind).add(nanos);
  }

  void addAll(Latencies others) {
    others.all.forEach((kind, more) -> of(kind).addAll(more));
  }

  private List<Long> of(Kind kind) {
    return Objects.requireNonNull(all.get(kind));
  }

  private List<Long> everything() {
    return all.values().stream().flatMap(List::stream).toList();
  }

  /** How long 99 of 100 requests took at most, in milliseconds. */
  double p99() {
    return at(everything(), 0.99);
  }

  /** That of one kind. */
  double p99(Kind kind) {
    return at(of(kind), 0.99);
  }

  private static double at(List<Long> nanos, double share) {
    return nanos.isEmpty()
        ? 0
        : nanos.stream().sorted().toList().get((int) ((nanos.size() - 1) * share)) / 1e6;
  }

  @Override
  public String toString() {
    StringBuilder told = new StringBuilder(told("all", everything()));
    for (Kind kind : Kind.values()) {
      told.append(" | ").append(told(kind.name(), of(kind)));
    }
    return told.toString();
  }

  private static String told(String what, List<Long> nanos) {
    return "%s %d p50 %.2f p99 %.2f ms"
        .formatted(what, nanos.size(), at(nanos, 0.5), at(nanos, 0.99));
  }
}
