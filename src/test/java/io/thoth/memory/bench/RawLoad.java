package io.thoth.memory.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Sends prepared HTTP/1.1 requests over kept connections, one thread a connection, and reads just
 * enough of the answers: a client so thin that what is measured is the server. Loopback only.
 */
final class RawLoad {
  private final int port;

  RawLoad(int port) {
    this.port = port;
  }

  /** What a run came to: answers per second, and latencies in microseconds. */
  record Figures(double perSecond, double p50, double p99) {}

  static byte[] request(String method, String path, String body) {
    String head =
        method
            + " "
            + path
            + " HTTP/1.1\r\nHost: localhost\r\nX-Stainless-Package-Version: 1\r\n"
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

  /** Runs for {@code time}; {@code requests} gives each connection its request. */
  Figures run(IntFunction<byte[]> requests, int connections, Duration time) {
    long end = System.nanoTime() + time.toNanos();
    long start = System.nanoTime();
    List<long[]> latencies = new ArrayList<>();
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < connections; i++) {
      byte[] request = requests.apply(i);
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    long[] mine = converse(request, end);
                    synchronized (latencies) {
                      latencies.add(mine);
                    }
                  }));
    }
    threads.forEach(RawLoad::join);
    double seconds = (System.nanoTime() - start) / 1e9;
    long[] all = latencies.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    return new Figures(all.length / seconds, at(all, 0.5), at(all, 0.99));
  }

  private static double at(long[] sorted, double share) {
    return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * share)] / 1e3;
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private long[] converse(byte[] request, long end) {
    long[] latencies = new long[1 << 20];
    int count = 0;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setTcpNoDelay(true);
      OutputStream out = socket.getOutputStream();
      BufferedInputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
      while (System.nanoTime() < end && count < latencies.length) {
        long sent = System.nanoTime();
        out.write(request);
        Answer.read(in);
        latencies[count++] = System.nanoTime() - sent;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return Arrays.copyOf(latencies, count);
  }

  /** Reads one answer: its status, and its body by the content length. */
  private static final class Answer {
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

    static void read(BufferedInputStream in) throws IOException {
      byte[] line = new byte[8192];
      int length = line(in, line);
      if (length < 12 || line[9] != '2') {
        throw new IOException("answer " + new String(line, 0, length, StandardCharsets.US_ASCII));
      }
      long body = 0;
      while ((length = line(in, line)) > 0) {
        if (isLength(line, length)) {
          String digits =
              new String(line, LENGTH.length, length - LENGTH.length, StandardCharsets.US_ASCII);
          body = Long.parseLong(digits.strip());
        }
      }
      in.skipNBytes(body);
    }

    private static boolean isLength(byte[] line, int length) {
      if (length < LENGTH.length) {
        return false;
      }
      for (int i = 0; i < LENGTH.length; i++) {
        if (Character.toLowerCase(line[i]) != LENGTH[i]) {
          return false;
        }
      }
      return true;
    }

    private static int line(BufferedInputStream in, byte[] line) throws IOException {
      int length = 0;
      for (int c = in.read(); c != '\n'; c = in.read()) {
        if (c < 0) {
          throw new IOException("the server closed the connection");
        }
        if (c != '\r' && length < line.length) {
          line[length++] = (byte) c;
        }
      }
      return length;
    }
  }
}
