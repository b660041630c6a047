package io.thoth.memory.cache;

import io.thoth.memory.config.ConfigFault;
import io.thoth.memory.config.Variables;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where caches are kept, and for how long.
 *
 * @param redis address of a Redis, as {@link RedisAddress} reads it; empty for this process alone
 * @param ttl how long a value is kept at most; zero for no caches
 * @param bytes heap that values in this process may take
 */
public record CacheConfig(Optional<String> redis, Duration ttl, long bytes) {
  private static final String URL = "REDIS_URL";
  private static final String HOST = "LETTA_REDIS_HOST";
  private static final String PORT = "LETTA_REDIS_PORT";
  private static final String TTL = "LETTA_CACHE_TTL";
  static final int USUAL_PORT = 6379;
  private static final int USUAL_TTL = 3_600;
  private static final int LONGEST_TTL = 30 * 24 * 3_600;
  private static final long USUAL_BYTES = 32L << 20;

  /** This process alone. */
  public static CacheConfig usual() {
    return new CacheConfig(Optional.empty(), Duration.ofSeconds(USUAL_TTL), USUAL_BYTES);
  }

  public static CacheConfig of(Variables variables) {
    int ttl = variables.number(USUAL_TTL, 0, LONGEST_TTL, TTL);
    return new CacheConfig(redis(variables), Duration.ofSeconds(ttl), USUAL_BYTES);
  }

  /** The port alone names no Redis: compose files use it for the port outside of the container. */
  private static Optional<String> redis(Variables variables) {
    Optional<String> url = variables.text(URL);
    Optional<String> host = variables.text(HOST);
    url.ifPresent(CacheConfig::require);
    if (host.isEmpty()) {
      return url;
    }
    int port = variables.number(USUAL_PORT, 1, 65_535, PORT);
    String named = "redis://" + host.get() + ":" + port;
    require(named);
    if (url.isPresent() && !place(url.get()).equals(place(named))) {
      throw new ConfigFault(
          URL + " and " + HOST + " are the same setting but have different values");
    }
    return Optional.of(url.orElse(named));
  }

  private static void require(String url) {
    if (!isRedis(url)) {
      // Not the value, which may hold a password.
      throw new ConfigFault(
          URL
              + " must be of the form redis://[user:password@]host[:port][/database], or"
              + " rediss://");
    }
    RedisAddress.of(URL, url);
  }

  private static boolean isRedis(String url) {
    try {
      URI uri = URI.create(url);
      String scheme = String.valueOf(uri.getScheme());
      String path = uri.getPath() == null ? "" : uri.getPath();
      return (scheme.equals("redis") || scheme.equals("rediss"))
          && uri.getHost() != null
          && uri.getFragment() == null
          && path.matches("/?[0-9]{0,4}");
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static String place(String url) {
    return RedisAddress.of(URL, url).place();
  }

  boolean caches() {
    return ttl.isPositive();
  }

  /** Without user and password. */
  @Override
  public String toString() {
    return "CacheConfig[redis="
        + redis.map(CacheConfig::place).orElse("none")
        + ", ttl="
        + ttl
        + "]";
  }
}
