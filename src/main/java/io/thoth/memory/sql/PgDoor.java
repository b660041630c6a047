package io.thoth.memory.sql;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.SslMode;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens connections. It has an event loop of its own, so that the store needs nobody else's and
 * outlives everybody who uses it. Thread-safe.
 */
final class PgDoor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(PgDoor.class);
  private static final Duration CONNECT = Duration.ofSeconds(5);

  private static final Duration MIGRATION = Duration.ofHours(1);

  /** For so long a failure speaks for the next attempts too, so that callers hear at once. */
  private static final long FRESH_NANOS = 200_000_000;

  private record Failure(String message, long at) {}

  private final PgConfig config;
  private final PgEncryption encryption;
  private final Vertx vertx;
  private final Placeholders placeholders = new Placeholders();
  private volatile @Nullable Failure last;

  PgDoor(PgConfig config) {
    this.config = config;
    this.encryption = new PgEncryption(config, CONNECT);
    this.vertx =
        Vertx.vertx(
            new VertxOptions()
                .setEventLoopPoolSize(Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4))
                .setWorkerPoolSize(1)
                .setInternalBlockingPoolSize(1));
  }

  PgLink toRead() {
    return open(PgOptions.toRead(config), config.patience());
  }

  PgLink toWrite() {
    return open(PgOptions.toWrite(config), config.patience());
  }

  /**
   * For changes of the schema, which may take long, and wait for another process that makes them.
   */
  PgLink toMigrate() {
    return open(PgOptions.toWrite(config), MIGRATION);
  }

  /** A connection, or a fault {@code UNAVAILABLE}. */
  private PgLink open(PgConnectOptions options, Duration patience) {
    Failure before = last;
    if (before != null && System.nanoTime() - before.at() < FRESH_NANOS) {
      throw Fault.unavailable(before.message());
    }
    try {
      PgLink link = new PgLink(connection(options), placeholders, patience);
      if (before != null) {
        last = null;
        log.info("database={} is there again", config);
      }
      return link;
    } catch (RuntimeException cause) {
      throw failed(cause);
    }
  }

  private PgConnection connection(PgConnectOptions options) {
    List<SslMode> modes = encryption.modes();
    try {
      return connection(options, modes.getFirst());
    } catch (RuntimeException refused) {
      if (modes.size() == 1 || !PgRefusal.isOfMode(refused)) {
        throw refused;
      }
      return connection(options, modes.getLast());
    }
  }

  private PgConnection connection(PgConnectOptions options, SslMode mode) {
    var connecting = PgConnection.connect(vertx, options.setSslMode(mode));
    if (!PgAnswer.awaited(connecting, CONNECT)) {
      connecting.onSuccess(PgConnection::close);
      throw new IllegalStateException("no answer within " + CONNECT.toSeconds() + " s");
    }
    return PgAnswer.of(connecting);
  }

  private Fault failed(RuntimeException cause) {
    String why = PgRefusal.told(cause);
    String message = config.shown() + " cannot be used: " + why;
    if (last == null) {
      log.warn("database={} cannot be used: {}", config, why);
    }
    last = new Failure(message, System.nanoTime());
    encryption.forget();
    return new Fault(FaultKind.UNAVAILABLE, message, cause);
  }

  @Override
  public void close() {
    try {
      vertx.close().await(10, TimeUnit.SECONDS);
    } catch (Exception cause) {
      log.warn("database={} connections were not closed cleanly", config, cause);
    }
  }
}
