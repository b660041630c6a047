package io.thoth.memory.http;

import io.thoth.memory.turns.Pause;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Writes to a client at the client's pace: each chunk waits until it is taken. After each it rests
 * four times as long as it took to make while others ask for something, so that a long answer keeps
 * one processor busy for a fifth of the time at most, and the client who takes it in no more than
 * that. Belongs to one thread, which may block.
 */
public final class ResponseStream extends OutputStream {
  private static final int CHUNK = 32 << 10;
  private static final int REST = 4;

  private final HttpServerResponse response;
  private Buffer waiting = Buffer.buffer(CHUNK);
  private long since = System.nanoTime();

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
      long took = System.nanoTime() - since;
      flush();
      Pause.after(took, REST);
      since = System.nanoTime();
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
