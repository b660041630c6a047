package io.thoth.memory.bus;

import io.vertx.core.eventbus.EventBus;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The codecs of the records that have travelled so far, each made once. Thread-safe. */
final class RecordCodecs {
  private final EventBus events;
  private final Set<Class<?>> known = ConcurrentHashMap.newKeySet();

  RecordCodecs(EventBus events) {
    this.events = events;
  }

  /** From now on the operation's question and answer can travel. */
  void know(Operation<?, ?> operation) {
    know(operation.question());
    know(operation.answer());
  }

  private <R> void know(Class<R> type) {
    if (!known.contains(type)) {
      register(type);
    }
  }

  /** Known only afterwards: until then nobody else may send one. */
  private synchronized <R> void register(Class<R> type) {
    if (!known.contains(type)) {
      events.registerDefaultCodec(type, codec(type));
      known.add(type);
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static <R> RecordCodec codec(Class<R> type) {
    return new RecordCodec(type);
  }
}
