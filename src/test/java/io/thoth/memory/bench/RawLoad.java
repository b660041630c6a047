package io.thoth.memory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * Sends prepared HTTP/1.1 requests over kept connections, the next one as soon as an answer is
 * there, and reads just enough of the answers. One thread for all connections: on a machine of few
 * cores a client must cost little, or it is what is measured. Loopback only.
 */
final class RawLoad {
  private final int port;

  RawLoad(int port) {
    this.port = port;
  }

  /** What a run came to: answers per second, and latencies in microseconds. */
  record Figures(double perSecond, double p50, double p99) {}

  static byte[] request(String method, String path, String body) {
    return request(method, path, body, "");
  }

  /**
   * @param headers further ones, each ended by a new line
   */
  static byte[] request(String method, String path, String body, String headers) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nX-Stainless-Package-Version: 1\r\n"
            + headers
            + (body.isEmpty()
                ? "\r\n"
                : "Content-Type: application/json\r\nContent-Length: "
                    + body.getBytes(StandardCharsets.UTF_8).length
                    + "\r\n\r\n");
    return (head + body).getBytes(StandardCharsets.UTF_8);
  }

  Figures get(String path, int connections, Duration time) {
    byte[] request = request("GET", path, "");
    return run(_ -> request, connections, time);
  }

  /** Runs for {@code time}; {@code requests} gives the request of each running number, from 0. */
  Figures run(IntFunction<byte[]> requests, int connections, Duration time) {
    Latencies latencies = new Latencies();
    long start = System.nanoTime();
    try (Selector selector = Selector.open()) {
      for (int i = 0; i < connections; i++) {
        RawConnection connection = new RawConnection(port);
        connection.register(selector, connection);
        connection.send(requests.apply(i));
      }
      converse(selector, requests, connections, latencies, start + time.toNanos());
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return latencies.figures((System.nanoTime() - start) / 1e9);
  }

  private static void converse(
      Selector selector, IntFunction<byte[]> requests, int sent, Latencies latencies, long end)
      throws IOException {
    int number = sent;
    int open = sent;
    while (open > 0) {
      selector.select();
      for (SelectionKey key : selector.selectedKeys()) {
        RawConnection connection = (RawConnection) key.attachment();
        long latency = connection.read();
        if (latency >= 0) {
          requireOk(connection);
          latencies.add(latency);
          if (System.nanoTime() < end) {
            connection.send(requests.apply(number++));
          } else {
            open--;
          }
        }
      }
      selector.selectedKeys().clear();
    }
  }

  private static void requireOk(RawConnection connection) throws IOException {
    if (connection.status() / 100 != 2) {
      throw new IOException("answer " + connection.answer());
    }
  }

  /** In nanoseconds, as many as there are. */
  static final class Latencies {
    private long[] all = new long[1 << 16];
    private int count;

    void add(long latency) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = latency;
    }

    /** Those of both. */
    Latencies and(Latencies others) {
      Latencies both = new Latencies();
      both.all = Arrays.copyOf(all, count + others.count);
      System.arraycopy(others.all, 0, both.all, count, others.count);
      both.count = both.all.length;
      return both;
    }

    Figures figures(double seconds) {
      long[] sorted = Arrays.copyOf(all, count);
      Arrays.sort(sorted);
      return new Figures(count / seconds, at(sorted, 0.5), at(sorted, 0.99));
    }

    private static double at(long[] sorted, double share) {
      return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e3;
    }
  }
}
