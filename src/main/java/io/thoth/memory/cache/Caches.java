package io.thoth.memory.cache;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The caches of a node: one in this process, and behind it the one in Redis, if there is any. */
public final class Caches implements AutoCloseable {
  private final @Nullable RedisLink redis;
  private final CacheConfig config;

  private Caches(CacheConfig config) {
    this.config = config;
    this.redis = config.redis().map(RedisLink::new).orElse(null);
  }

  /** Opens what is configured; a Redis that is not there is waited for no longer than 2 s. */
  public static Caches open(CacheConfig config) {
    return new Caches(config);
  }

  /** A cache with heap of its own; its keys must be of other kinds than anybody else's. */
  public Cache cache() {
    if (!config.caches()) {
      return Cache.NONE;
    }
    Cache here = new ProcessCache(config.bytes(), config.ttl());
    return redis == null ? here : here.before(new RedisCache(redis, config.ttl()));
  }

  /** The Redis that several nodes may share; empty when none is configured. */
  public Optional<RedisLink> redis() {
    return Optional.ofNullable(redis);
  }

  @Override
  public void close() {
    if (redis != null) {
      redis.close();
    }
  }
}
