package io.thoth.memory.access;

import io.thoth.memory.cache.RedisLink;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Token buckets that several nodes share through Redis. Each node decides by a bucket of its own,
 * at once, and tells Redis what it has taken as soon as the last telling is answered; the answer is
 * how full the bucket of all nodes is, and moves its own one on. So together they let through what
 * the rate allows, and a few more only at the moment the bucket runs empty, which the next ones pay
 * for. Without Redis each node counts alone. Thread-safe, never waits.
 */
public final class SharedBuckets implements Rates {
  /**
   * Moves the time at which the bucket is full again by {@code ARGV[1]} microseconds, at most
   * {@code ARGV[2]} from now; answers how far off it is. A value that is no number counts as none.
   */
  private static final String TAKE =
      """
      local time = redis.call('TIME')
      local now = time[1] * 1000000 + time[2]
      local kept = redis.pcall('GET', KEYS[1])
      local full = type(kept) == 'string' and tonumber(kept) or now
      if not (full > now) then full = now end
      full = math.min(full + ARGV[1], now + ARGV[2])
      redis.call('SET', KEYS[1], string.format('%.0f', full), 'PX', math.ceil((full - now) / 1000) + 1000)
      return math.floor(full - now)
      """;

  private static final long SECOND_MICROS = 1_000_000;

  /** However far one node went beyond the rate while Redis was away, it is soon forgiven. */
  private static final long MOST_DEBT_MICROS = 10 * SECOND_MICROS;

  private final TokenBuckets own;
  private final RedisLink redis;
  private final Map<String, Telling> untold = new ConcurrentHashMap<>();

  public SharedBuckets(TokenBuckets own, RedisLink redis) {
    this.own = own;
    this.redis = redis;
  }

  /**
   * What Redis has not been told of yet.
   *
   * @param under whether it is being told something at the moment
   */
  private record Telling(long tokens, boolean under) {}

  @Override
  public long take(String tenant, Rate rate) {
    long seconds = own.take(tenant, rate);
    if (seconds == 0) {
      Telling telling =
          untold.merge(tenant, new Telling(1, false), (a, b) -> new Telling(a.tokens + 1, a.under));
      if (!telling.under()) {
        tell(tenant, rate);
      }
    }
    return seconds;
  }

  private void tell(String tenant, Rate rate) {
    long[] tokens = {0};
    untold.computeIfPresent(
        tenant,
        (_, telling) -> {
          if (telling.under()) {
            return telling; // another thread was faster, and will tell this too
          }
          tokens[0] = telling.tokens();
          return new Telling(0, true);
        });
    if (tokens[0] == 0) {
      return;
    }
    long cost = tokens[0] * SECOND_MICROS / rate.perSecond();
    long most = rate.burst() * SECOND_MICROS / rate.perSecond() + MOST_DEBT_MICROS;
    redis
        .number(TAKE, "thoth:rate:" + tenant, cost, most)
        .onSuccess(ahead -> own.fullIn(tenant, TimeUnit.MICROSECONDS.toNanos(ahead)))
        .onComplete(_ -> told(tenant, rate));
  }

  private void told(String tenant, Rate rate) {
    Telling left =
        untold.computeIfPresent(
            tenant, (_, now) -> now.tokens() == 0 ? null : new Telling(now.tokens(), false));
    if (left != null && redis.trouble().isEmpty()) {
      tell(tenant, rate);
    }
  }
}
