package io.thoth.memory.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a client at the client's pace: each chunk waits until it is taken. Belongs to one
 * virtual thread.
 */
public final class ResponseStream extends OutputStream {
  private static final int CHUNK = 32 << 10;

  private final HttpServerResponse response;
  private Buffer waiting = Buffer.buffer(CHUNK);

  public ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    waiting.appendBytes(bytes, offset, length);
    if (waiting.length() >= CHUNK) {
      flush();
    }
  }

  @Override
  public void flush() throws IOException {
    if (response.closed()) {
      throw new IOException("the client is gone");
    }
    if (waiting.length() > 0) {
      response.write(waiting).await();
      waiting = Buffer.buffer(CHUNK);
    }
  }

  @Override
  public void close() throws IOException {
    flush();
    response.end().await();
  }
}
