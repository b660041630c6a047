package io.thoth.memory.http;

import io.micrometer.core.instrument.MeterRegistry;
import io.thoth.memory.access.Access;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.turns.Others;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Listens. Deployed on event loops; several instances share the port and its connections. */
public final class HttpVerticle extends VerticleBase {
  private static final int MAX_LINE = 64 << 10;
  private static final int DRAIN_SECONDS = 10;

  /** Longer than any answer lets wait for its next byte. */
  private static final int IDLE_SECONDS = 300;

  private static final int MAX_HEADERS = 64 << 10;
  private static final int MAX_ATTRIBUTE = 256 << 10;

  private final HttpConfig config;
  private final List<Endpoint> endpoints;
  private final Bus bus;
  private final Access access;
  private final Bodies bodies;
  private final MeterRegistry meters;
  private volatile @Nullable HttpServer server;

  /**
   * @param bodies shared by all instances
   */
  public HttpVerticle(
      HttpConfig config,
      List<Endpoint> endpoints,
      Bus bus,
      Access access,
      Bodies bodies,
      MeterRegistry meters) {
    this.config = config;
    this.endpoints = List.copyOf(endpoints);
    this.bus = bus;
    this.access = access;
    this.bodies = bodies;
    this.meters = meters;
  }

  @Override
  public Future<?> start() {
    HttpServerOptions options =
        new HttpServerOptions()
            .setHost(config.host())
            // Any free port, and the same one for all instances, is a negative one to Vert.x.
            .setPort(config.port() == 0 ? -1 : config.port())
            .setIdleTimeout(IDLE_SECONDS)
            .setIdleTimeoutUnit(TimeUnit.SECONDS)
            .setMaxInitialLineLength(MAX_LINE)
            .setMaxHeaderSize(MAX_HEADERS)
            .setMaxFormAttributeSize(MAX_ATTRIBUTE)
            .setCompressionSupported(true)
            // Only Java's own client would ever ask for it, and Vert.x fails to measure it.
            .setHttp2ClearTextEnabled(false)
            // No route speaks WebSocket; without these every connection carries its machinery.
            .setPerFrameWebSocketCompressionSupported(false)
            .setPerMessageWebSocketCompressionSupported(false)
            .setTcpNoDelay(true);
    Routing routing = new Routing(config, bus, access, bodies, meters);
    Router router = routing.router(vertx, endpoints);
    HttpServer listening =
        vertx
            .createHttpServer(options)
            .invalidRequestHandler(Refusal::unreadable)
            .requestHandler(
                request -> {
                  Others.ask();
                  router.handle(request);
                });
    server = listening;
    return listening.listen();
  }

  /** Lets every request that has arrived get its answer, for a while, and takes no others. */
  @Override
  public Future<?> stop() {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(DRAIN_SECONDS, TimeUnit.SECONDS);
  }

  /** The port it listens on; known once it is deployed. */
  public int port() {
    return server == null ? 0 : server.actualPort();
  }
}
