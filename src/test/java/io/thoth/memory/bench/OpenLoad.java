package io.thoth.memory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongFunction;

/**
 * Requests that come at their own pace, as those of many independent clients do: each is due at a
 * time, and its latency counts from then, so that a server that stands still is not spared. One
 * thread for all connections. Loopback only.
 */
final class OpenLoad {
  private static final int CONNECTIONS = 64;

  private final int port;
  private final long gap;

  /**
   * @param perSecond how many requests become due in a second
   */
  OpenLoad(int port, int perSecond) {
    this.port = port;
    this.gap = TimeUnit.SECONDS.toNanos(1) / perSecond;
  }

  /** One request of a kind. */
  record Asked(Kind kind, byte[] bytes) {}

  enum Kind {
    READ,
    APPEND,
    LIST,
    SEARCH
  }

  private static final byte[] HELLO = RawLoad.request("GET", "/v1/health/", "");

  private record Due(Asked asked, long at) {}

  /**
   * Asks for as long as {@code more} says so; {@code requests} gives that of each number from 0.
   */
  Latencies during(BooleanSupplier more, LongFunction<Asked> requests) {
    try (Selector selector = Selector.open()) {
      Run run = new Run(selector, requests);
      run.until(more);
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
      return run.latencies;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private final class Run {
    final Latencies latencies = new Latencies();
    private final Deque<RawConnection> free = new ArrayDeque<>();
    private final Map<RawConnection, Due> asked = new HashMap<>();
    private final Queue<Due> waiting = new ArrayDeque<>();
    private final Selector selector;
    private final LongFunction<Asked> requests;
    private long next;
    private long number;

    Run(Selector selector, LongFunction<Asked> requests) throws IOException {
      this.selector = selector;
      this.requests = requests;
      for (int i = 0; i < CONNECTIONS; i++) {
        RawConnection connection = new RawConnection(port);
        connection.register(selector, connection);
        // The server goes on for a while with connections that are open for the client.
        connection.send(HELLO);
        while (connection.read() < 0) {
          Thread.onSpinWait();
        }
        free.add(connection);
      }
    }

    void until(BooleanSupplier more) throws IOException {
      next = System.nanoTime();
      boolean open = true;
      while (open || !asked.isEmpty() || !waiting.isEmpty()) {
        open = open && more.getAsBoolean();
        while (open && next <= System.nanoTime()) {
          waiting.add(new Due(requests.apply(number++), next));
          next += gap;
        }
        send();
        await(next - System.nanoTime());
        receive();
      }
    }

    private void send() throws IOException {
      while (!waiting.isEmpty() && !free.isEmpty()) {
        RawConnection connection = free.pop();
        Due due = waiting.remove();
        connection.send(due.asked().bytes());
        asked.put(connection, due);
      }
    }

    /** A selector waits in whole milliseconds; for less than one this looks again and again. */
    private void await(long nanos) throws IOException {
      long millis = TimeUnit.NANOSECONDS.toMillis(nanos);
      if (millis > 0) {
        selector.select(millis);
      } else {
        selector.selectNow();
      }
    }

    private void receive() throws IOException {
      for (SelectionKey key : selector.selectedKeys()) {
        RawConnection connection = (RawConnection) key.attachment();
        if (connection.read() >= 0) {
          Due due = Objects.requireNonNull(asked.remove(connection));
          latencies.add(due.asked().kind(), System.nanoTime() - due.at());
          free.add(connection); // Each has its turn: the server closes one that asks for nothing.
        }
      }
      selector.selectedKeys().clear();
    }
  }
}
