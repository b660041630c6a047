package io.thoth.memory.cache;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A cache in Redis, for all nodes that use it. A Redis that does not answer knows nothing. */
final class RedisCache implements Cache {
  private static final String PREFIX = "thoth:";

  /** Larger values would hold up the others on the same connection. */
  private static final int LARGEST = 1 << 20;

  private final RedisLink link;
  private final Duration ttl;

  RedisCache(RedisLink link, Duration ttl) {
    this.link = link;
    this.ttl = ttl;
  }

  @Override
  public byte @Nullable [] get(String key) {
    try {
      Response answer =
          link.send(Request.cmd(Command.GET).arg(PREFIX + key))
              .toCompletionStage()
              .toCompletableFuture()
              .get(2 * RedisLink.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      byte[] bytes = answer == null ? null : answer.toBytes();
      return bytes == null ? null : Sealed.open(key, bytes);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      return null;
    }
  }

  @Override
  public void put(String key, byte[] value) {
    if (value.length > LARGEST) {
      return;
    }
    link.send(
        Request.cmd(Command.SET)
            .arg(PREFIX + key)
            .arg(Sealed.seal(key, value))
            .arg("PX")
            .arg(ttl.toMillis()));
  }
}
