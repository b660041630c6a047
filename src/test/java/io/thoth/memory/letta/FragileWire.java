package io.thoth.memory.letta;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A port in front of a server. Its connections are reset, as by a router that forgets them, after
 * so many bytes of answers each.
 */
final class FragileWire implements AutoCloseable {
  private static final int BUFFER = 8_192;

  private final ServerSocket door;
  private final int to;
  private final int lasts;
  private final AtomicInteger resets = new AtomicInteger();

  FragileWire(String url, int lasts) {
    this.to = URI.create(url).getPort();
    this.lasts = lasts;
    try {
      door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + door.getLocalPort());
  }

  /** How many connections were reset so far. */
  int resets() {
    return resets.get();
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        Socket client = door.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
        Thread.ofVirtual().start(() -> pump(client, server, Integer.MAX_VALUE));
        Thread.ofVirtual().start(() -> pump(server, client, lasts));
      } catch (IOException e) {
        return; // closed
      }
    }
  }

  private void pump(Socket from, Socket to, int most) {
    byte[] buffer = new byte[BUFFER];
    try (from;
        to) {
      int sum = 0;
      for (int read = 0; read >= 0; read = from.getInputStream().read(buffer)) {
        to.getOutputStream().write(buffer, 0, Math.min(read, most - sum));
        sum += read;
        if (sum >= most) {
          resets.incrementAndGet();
          to.setSoLinger(true, 0); // a reset instead of an end
          return;
        }
      }
    } catch (IOException e) {
      // the other end is gone
    }
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
