package io.thoth.memory.bus;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.vertx.core.buffer.Buffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records as they travel to another node: as JSON. They are packed by whoever sends them and not by
 * a codec of the event bus, which would fail on a thread where nobody hears of it. Thread-safe.
 */
final class Wire {
  private static final Logger LOG = LoggerFactory.getLogger(Wire.class);

  private Wire() {}

  /** Throws a fault and nothing else. */
  static Buffer packed(Record record) {
    try {
      return Buffer.buffer(Json.writeBytes(record));
    } catch (RuntimeException problem) {
      LOG.error("record={} cannot travel", record.getClass().getName(), problem);
      throw new Fault(FaultKind.INTERNAL, "An unknown error occurred", problem);
    }
  }

  /** A fault {@code INVALID} when this node takes no such record. */
  static <R extends Record> R unpacked(Buffer message, Class<R> type) {
    return Json.read(message.getBytes(), type);
  }
}
