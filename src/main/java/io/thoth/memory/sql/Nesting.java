package io.thoth.memory.sql;

import org.jspecify.annotations.Nullable;

/**
 * Knows what one store runs on the current thread, to refuse work started from inside work: it
 * would wait for the thread or connection that is waiting for it.
 */
final class Nesting {
  private final ThreadLocal<@Nullable String> running = new ThreadLocal<>();

  void enter(String operation) {
    running.set(operation);
  }

  void leave() {
    running.remove();
  }

  void requireNone(String operation) {
    String outer = running.get();
    if (outer != null) {
      throw new IllegalStateException(operation + " was started from inside " + outer);
    }
  }
}
