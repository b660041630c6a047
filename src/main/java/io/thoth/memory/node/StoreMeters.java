package io.thoth.memory.node;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlLoad;
import java.util.function.ToIntFunction;

/** Tells metrics what the store is doing: {@code thoth_store_…}. */
final class StoreMeters {
  private StoreMeters() {}

  static void register(Sql sql, MeterRegistry meters) {
    tell("connections", "Connections open to the database", SqlLoad::connections, sql, meters);
    tell("connections.busy", "Those of them that run a transaction", SqlLoad::busy, sql, meters);
    tell("waiting.reads", "Reads that wait", SqlLoad::waitingReads, sql, meters);
    tell("waiting.writes", "Writes that wait", SqlLoad::waitingWrites, sql, meters);
  }

  private static void tell(
      String name, String what, ToIntFunction<SqlLoad> value, Sql sql, MeterRegistry meters) {
    Gauge.builder("thoth.store." + name, sql, store -> value.applyAsInt(store.load()))
        .description(what)
        .register(meters);
  }
}
