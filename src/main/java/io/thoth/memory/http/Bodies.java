package io.thoth.memory.http;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The memory of request bodies, over all connections. A byte counts from its arrival until its
 * request is answered; a body for which there is no room is refused, and can be sent again, for
 * nothing was done with it. Small ones find room longer, so that a few large uploads do not stop
 * everybody else. Thread-safe.
 */
public final class Bodies {
  private static final String SHARE = "thoth.bodies";
  private static final int SMALL = 64 << 10;

  private final long most;
  private final long mostWithSmall;
  private final AtomicLong held = new AtomicLong();

  /**
   * @param most bytes at once; small bodies may take a quarter more
   */
  public Bodies(long most, MeterRegistry meters) {
    this.most = most;
    this.mostWithSmall = most + most / 4;
    Gauge.builder("thoth.http.bodies", held, AtomicLong::get)
        .description("Request bodies in memory")
        .baseUnit("bytes")
        .register(meters);
  }

  /** What one request holds. Used on its event loop. */
  private final class Share {
    private long bytes;

    void take(int more) {
      long room = bytes + more <= SMALL ? mostWithSmall : most;
      bytes += more;
      if (held.addAndGet(more) > room) {
        end();
        throw new Fault(
            FaultKind.BUSY, "Too many large requests are being served; try again in a second");
      }
    }

    void end() {
      held.addAndGet(-bytes);
      bytes = 0;
    }
  }

  /** From now on the request may hold its body. */
  void admit(RoutingContext context) {
    Share share = new Share();
    context.put(SHARE, share);
    context.addEndHandler(_ -> share.end());
  }

  /** Counts bytes that the request keeps from now on; a fault {@code BUSY} when it must not. */
  static void hold(RoutingContext context, int bytes) {
    Objects.requireNonNull(context.<Share>get(SHARE)).take(bytes);
  }
}
