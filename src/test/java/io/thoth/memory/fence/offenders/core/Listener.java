package io.thoth.memory.fence.offenders.core;

import io.vertx.core.eventbus.Message;

/** A feature class that sees a message of the bus. */
public interface Listener {
  void hear(Message<String> message);
}
