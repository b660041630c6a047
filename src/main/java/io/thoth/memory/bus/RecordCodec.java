package io.thoth.memory.bus;

import io.thoth.memory.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/** A contract record: itself inside a node, JSON between nodes. */
final class RecordCodec<R extends Record> implements MessageCodec<R, R> {
  private final Class<R> type;

  RecordCodec(Class<R> type) {
    this.type = type;
  }

  @Override
  public void encodeToWire(Buffer wire, R value) {
    byte[] json = Json.writeBytes(value);
    wire.appendInt(json.length).appendBytes(json);
  }

  @Override
  public R decodeFromWire(int position, Buffer wire) {
    int start = position + Integer.BYTES;
    return Json.read(wire.getBytes(start, start + wire.getInt(position)), type);
  }

  @Override
  public R transform(R value) {
    return value;
  }

  @Override
  public String name() {
    return type.getName();
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }
}
