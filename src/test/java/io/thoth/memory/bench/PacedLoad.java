package io.thoth.memory.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Sends prepared requests of several kinds, each at its own rate whatever becomes of them, as many
 * clients do who know nothing of each other: a server that is slow does not slow them down, and a
 * request that finds all connections of its kind taken has waited since it was due. One thread.
 * Loopback only.
 */
final class PacedLoad {
  private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();

  private final int port;

  PacedLoad(int port) {
    this.port = port;
  }

  /**
   * What is sent.
   *
   * @param requests gives the request of each running number, from 0
   */
  record Kind(String name, int perSecond, int connections, IntFunction<byte[]> requests) {}

  /**
   * What came of it.
   *
   * @param latencies of all answers
   * @param statuses how many answers had which
   * @param told of the answers with 429, how many said when to come back
   */
  record Outcome(RawLoad.Latencies latencies, Map<Integer, Integer> statuses, int told) {
    RawLoad.Figures figures(Duration time) {
      return latencies.figures(time.toNanos() / 1e9);
    }

    int count(int status) {
      return statuses.getOrDefault(status, 0);
    }
  }

  /** What came of all kinds, by their names. */
  record Outcomes(Map<String, Outcome> all) {
    Outcome of(String kind) {
      return Objects.requireNonNull(all.get(kind));
    }
  }

  /** Runs for {@code time} and until all is answered. */
  Outcomes run(List<Kind> kinds, Duration time) {
    long start = System.nanoTime();
    long end = start + time.toNanos();
    List<Lane> lanes = new ArrayList<>();
    try (Selector selector = Selector.open()) {
      for (Kind kind : kinds) {
        lanes.add(new Lane(kind, start, selector));
      }
      for (long now = start; now < end || isOpen(lanes); now = System.nanoTime()) {
        requirePatience(now - end);
        for (Lane lane : lanes) {
          lane.send(now, end);
        }
        selector.select(1);
        for (SelectionKey key : selector.selectedKeys()) {
          ((Place) key.attachment()).read();
        }
        selector.selectedKeys().clear();
      }
      for (SelectionKey key : selector.keys()) {
        key.channel().close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Map<String, Outcome> outcomes = new TreeMap<>();
    lanes.forEach(lane -> outcomes.put(lane.kind.name(), lane.outcome()));
    return new Outcomes(outcomes);
  }

  private static boolean isOpen(List<Lane> lanes) {
    return lanes.stream().anyMatch(lane -> lane.free.size() < lane.kind.connections());
  }

  private static void requirePatience(long late) {
    if (late > PATIENCE_NANOS) {
      throw new IllegalStateException("some requests are not answered at all");
    }
  }

  /** The connections of one kind. */
  private final class Lane {
    private final Kind kind;
    private final long interval;
    private final Queue<Place> free = new ArrayDeque<>();
    private final RawLoad.Latencies latencies = new RawLoad.Latencies();
    private final Map<Integer, Integer> statuses = new TreeMap<>();
    private int told;
    private long due;
    private int number;
    private boolean full;

    Lane(Kind kind, long start, Selector selector) throws IOException {
      this.kind = kind;
      this.interval = 1_000_000_000L / kind.perSecond();
      this.due = start;
      for (int i = 0; i < kind.connections(); i++) {
        Place place = new Place(this, new RawConnection(port));
        place.connection.register(selector, place);
        free.add(place);
      }
    }

    void send(long now, long end) throws IOException {
      while (due <= now && due < end && !free.isEmpty()) {
        free.remove().send(kind.requests().apply(number++), full ? due : System.nanoTime());
        due += interval;
      }
      full = due <= now && due < end;
    }

    void answered(Place place, long since) {
      latencies.add(System.nanoTime() - since);
      int status = place.connection.status();
      statuses.merge(status, 1, Integer::sum);
      told += status == 429 && place.connection.answer().contains("Retry-After: ") ? 1 : 0;
      free.add(place);
    }

    Outcome outcome() {
      return new Outcome(latencies, statuses, told);
    }
  }

  /** One connection, which is free or waits for an answer. */
  private static final class Place {
    private final Lane lane;
    private final RawConnection connection;
    private long since;

    Place(Lane lane, RawConnection connection) {
      this.lane = lane;
      this.connection = connection;
    }

    void send(byte[] request, long from) throws IOException {
      since = from;
      connection.send(request);
    }

    void read() throws IOException {
      if (connection.read() >= 0) {
        lane.answered(this, since);
      }
    }
  }
}
