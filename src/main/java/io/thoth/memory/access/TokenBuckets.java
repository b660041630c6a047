package io.thoth.memory.access;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * A token bucket for each organisation, in this process alone. Thread-safe, never waits.
 *
 * <p>A bucket is kept as the one time at which it would be full again: a request moves it one token
 * further, and is refused where that would be later than a whole bucket from now (the generic cell
 * rate algorithm, ITU-T I.371).
 */
public final class TokenBuckets implements Rates {
  private static final long SECOND = 1_000_000_000L;

  /** Buckets that are full tell nothing: beyond so many they are thrown away. */
  private static final int MOST = 10_000;

  private final LongSupplier clock;
  private final Map<String, AtomicLong> fullAt = new ConcurrentHashMap<>();

  public TokenBuckets() {
    this(System::nanoTime);
  }

  /**
   * @param clock in nanoseconds from any origin
   */
  TokenBuckets(LongSupplier clock) {
    this.clock = clock;
  }

  @Override
  public long take(String tenant, Rate rate) {
    long now = clock.getAsLong();
    long token = SECOND / rate.perSecond();
    AtomicLong bucket = bucket(tenant, now);
    while (true) {
      long full = bucket.get();
      long next = (full - now > 0 ? full : now) + token;
      long late = next - now - token * rate.burst();
      if (late > 0) {
        return Math.ceilDiv(late, SECOND);
      }
      if (bucket.compareAndSet(full, next)) {
        return 0;
      }
    }
  }

  /** Learns that the bucket is not full before {@code nanos} from now. */
  void fullIn(String tenant, long nanos) {
    long now = clock.getAsLong();
    bucket(tenant, now).updateAndGet(full -> full - now > nanos ? full : now + nanos);
  }

  private AtomicLong bucket(String tenant, long now) {
    AtomicLong bucket = fullAt.get(tenant);
    if (bucket != null) {
      return bucket;
    }
    if (fullAt.size() >= MOST) {
      fullAt.values().removeIf(full -> full.get() - now <= 0);
    }
    return fullAt.computeIfAbsent(tenant, _ -> new AtomicLong(now));
  }
}
