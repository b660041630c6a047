package io.thoth.memory.cache;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisConnection;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import io.vertx.redis.client.impl.types.ErrorType;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connection to Redis, one for all, on which commands follow each other without waiting for
 * answers. A command that is not answered within 50 ms fails, and with it the connection: until a
 * new one has proved itself, tried every half second, commands fail at once. Thread-safe.
 *
 * <p>Nothing here touches data, so it has a Vert.x of its own: whoever uses a cache need not know
 * of it, and it can be opened before everything else.
 */
public final class RedisLink implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RedisLink.class);

  /** How long a command may take. */
  static final Duration PATIENCE = Duration.ofMillis(50);

  private static final Duration CONNECTING = Duration.ofSeconds(2);
  private static final long AGAIN_MILLIS = 500;
  private static final int WAITING_COMMANDS = 16_384;
  private static final String PROBE = "thoth:probe";

  private record Live(Redis client, RedisConnection connection) {}

  private final Vertx vertx;
  private final RedisOptions options;
  private final AtomicBoolean connecting = new AtomicBoolean();
  private volatile @Nullable Live live;
  private volatile String trouble = "not connected yet";
  private volatile boolean closed;

  /** Tries to connect, for two seconds at most; goes on trying when there is no Redis yet. */
  public RedisLink(String url) {
    vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(1)
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
    options = options(url);
    waited(connect());
    vertx.setPeriodic(AGAIN_MILLIS, _ -> watch());
  }

  private static RedisOptions options(String url) {
    RedisAddress address = RedisAddress.of("the address of Redis", url);
    NetClientOptions net = address.options().setConnectTimeout((int) CONNECTING.toMillis());
    return new RedisOptions()
        .setConnectionString(address.url())
        .setNetClientOptions(net)
        .setMaxPoolSize(1)
        .setMaxPoolWaiting(1)
        .setMaxWaitingHandlers(WAITING_COMMANDS);
  }

  private static void waited(Future<?> future) {
    try {
      future
          .toCompletionStage()
          .toCompletableFuture()
          .get(CONNECTING.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (java.util.concurrent.ExecutionException | TimeoutException e) {
      LOG.debug("redis is not there yet", e);
    }
  }

  /** Connects anew, or sees whether the connection still answers. */
  private void watch() {
    if (live == null) {
      connect();
    } else {
      send(Request.cmd(Command.PING));
    }
  }

  private Future<?> connect() {
    if (closed || !connecting.compareAndSet(false, true)) {
      return Future.succeededFuture();
    }
    Redis client = Redis.createClient(vertx, options);
    return client
        .connect()
        .compose(
            connection ->
                connection
                    .send(Request.cmd(Command.SET).arg(PROBE).arg("1").arg("PX").arg(1_000))
                    .map(_ -> connection))
        .timeout(CONNECTING.toMillis(), TimeUnit.MILLISECONDS)
        .onSuccess(connection -> connected(new Live(client, connection)))
        .onFailure(
            why -> {
              trouble = said(why);
              client.close();
            })
        .onComplete(_ -> connecting.set(false));
  }

  private void connected(Live fresh) {
    fresh.connection().exceptionHandler(why -> drop(fresh, said(why)));
    fresh.connection().endHandler(_ -> drop(fresh, "the connection was closed"));
    live = fresh;
    LOG.info("redis=there");
    if (closed) {
      drop(fresh, "closed");
    }
  }

  private void drop(Live broken, String why) {
    synchronized (this) {
      if (live != broken) {
        return;
      }
      trouble = why;
      live = null;
    }
    if (!closed) {
      LOG.warn("redis=away detail={}; what it would know is computed again", why);
    }
    broken.client().close();
  }

  /** Fails at once when there is no Redis, and after 50 ms when it does not answer. */
  Future<@Nullable Response> send(Request command) {
    Live now = live;
    if (now == null) {
      return Future.failedFuture(trouble);
    }
    return now.connection()
        .send(command)
        .timeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
        .onFailure(
            why -> {
              if (!(why instanceof ErrorType)) { // which is an answer
                drop(now, said(why));
              }
            });
  }

  /**
   * Runs a script that answers a number, on one key.
   *
   * @return fails like everything here when Redis does not answer in time
   */
  public Future<Long> number(String script, String key, long... arguments) {
    Request request = Request.cmd(Command.EVAL).arg(script).arg(1).arg(key);
    for (long argument : arguments) {
      request.arg(argument);
    }
    return send(request)
        .map(
            answer -> {
              if (answer == null || answer.toLong() == null) {
                throw new IllegalStateException("the script gave no number");
              }
              return answer.toLong();
            });
  }

  /** What is wrong; empty when nothing is. */
  public Optional<String> trouble() {
    return live == null ? Optional.of(trouble) : Optional.empty();
  }

  private static String said(Throwable why) {
    if (why instanceof TimeoutException) {
      return "no answer in time";
    }
    Throwable told = why;
    while (why instanceof SSLException && told.getCause() != null) {
      told = told.getCause();
    }
    String message = told.getMessage();
    String words =
        message == null ? told.getClass().getSimpleName() : message.lines().findFirst().orElse("");
    return why instanceof SSLException ? "TLS: " + words : words;
  }

  @Override
  public void close() {
    closed = true;
    Live now = live;
    if (now != null) {
      drop(now, "closed");
    }
    waited(vertx.close());
  }
}
