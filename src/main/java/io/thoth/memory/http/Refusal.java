package io.thoth.memory.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.json.Json;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes an HTTP answer, and is logged. */
final class Refusal {
  private static final Logger LOG = LoggerFactory.getLogger(Refusal.class);
  private static final int MALFORMED = 400;
  private static final int LONG_LINE = 414;
  private static final int LONG_HEADERS = 431;
  private static final int INTERNAL = 500;
  private static final int SHOWN = 200;

  private Refusal() {}

  /** Answers whatever a handler failed with, or the status the router itself arrived at. */
  static void of(RoutingContext context, int status) {
    Throwable problem = context.failure();
    if (problem instanceof Fault fault) {
      if (fault.kind() == FaultKind.OVER_QUOTA) {
        fullUp(context.response());
      }
      write(context, fault.kind().status(), fault.getMessage(), Map.of());
      log(context, fault.kind().status(), fault);
    } else if (problem instanceof HttpException http && http.getStatusCode() < INTERNAL) {
      plain(context, http.getStatusCode());
    } else if (status >= MALFORMED && status < INTERNAL) {
      plain(context, status);
    } else {
      write(context, INTERNAL, "An unknown error occurred", Map.of());
      log(context, INTERNAL, problem == null ? new IllegalStateException("no cause") : problem);
    }
  }

  /** Answers what is not HTTP, or more of it than a head may be, and hangs up. */
  static void unreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    int status =
        switch (cause) {
          case TooLongHttpLineException _ -> LONG_LINE;
          case TooLongHttpHeaderException _ -> LONG_HEADERS;
          case null, default -> MALFORMED;
        };
    String id = RequestKey.fresh();
    LOG.debug("request={} status={} detail=not HTTP", id, status);
    request
        .response()
        .setStatusCode(status)
        .putHeader(RequestKey.ID, id)
        .putHeader("Content-Type", "application/json")
        .putHeader("Connection", "close")
        .end(Buffer.buffer(Json.writeBytes(Map.of("detail", explained(status, "", "")))))
        .onComplete(_ -> request.connection().close());
  }

  /** Answers 412 with what the thing is now. */
  static void stale(RoutingContext context, Fault fault, Object current) {
    write(context, fault.kind().status(), fault.getMessage(), Map.of("current", current));
  }

  private static void plain(RoutingContext context, int status) {
    String path = context.request().path();
    String method = context.request().method().name();
    write(context, status, explained(status, method, path == null ? "" : path), Map.of());
  }

  private static String explained(int status, String method, String path) {
    return switch (status) {
      case MALFORMED -> "The request is malformed";
      case 403 -> "Pages of this origin may not call here: ACCEPTABLE_ORIGINS lists those that may";
      case 404 -> "No such route: " + method + " " + shown(path);
      case 405 -> "Method " + method + " is not allowed here";
      case LONG_LINE -> "The request line is longer than this server accepts";
      case LONG_HEADERS -> "The headers are longer than this server accepts";
      default -> "The request was refused";
    };
  }

  private static String shown(String path) {
    return path.length() > SHOWN ? path.substring(0, SHOWN) + "…" : path;
  }

  private static void write(
      RoutingContext context, int status, String detail, Map<String, Object> more) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      response.reset();
      return;
    }
    Map<String, Object> body = new LinkedHashMap<>();
    if (status == FaultKind.INVALID.status()) {
      body.put("trace_id", RequestKey.id(context));
    }
    body.put("detail", detail);
    body.putAll(more);
    advise(context, status);
    response
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .end(Buffer.buffer(Json.writeBytes(body)));
  }

  /** Clients of Letta send 409, 429 and 5xx again by themselves unless told otherwise. */
  private static void advise(RoutingContext context, int status) {
    HttpServerResponse response = context.response();
    if (status == FaultKind.UNAUTHORIZED.status()) {
      response.putHeader("WWW-Authenticate", "Bearer");
    }
    boolean later = status == FaultKind.BUSY.status() || status == FaultKind.UNAVAILABLE.status();
    if (later && !response.headers().contains("Retry-After")) {
      response.putHeader("Retry-After", "1");
    }
    boolean twice = status >= INTERNAL && !RequestKey.repeatable(context.request());
    if (status == FaultKind.CONFLICT.status() || twice) {
      response.putHeader("x-should-retry", "false");
    }
  }

  /** Waiting alone does not help here, so clients should not just send it again. */
  private static void fullUp(HttpServerResponse response) {
    response.putHeader("Retry-After", "60").putHeader("x-should-retry", "false");
  }

  private static void log(RoutingContext context, int status, Throwable problem) {
    String request = RequestKey.id(context);
    if (status >= INTERNAL && !(problem instanceof Fault)) {
      LOG.error("request={} status={} {}", request, status, context.request().uri(), problem);
      return;
    }
    // A detail may repeat what the sender wrote, which must not look like a line of its own.
    String detail = String.valueOf(problem.getMessage()).replaceAll("\\p{Cntrl}", "?");
    if (status < INTERNAL) {
      LOG.debug("request={} status={} detail={}", request, status, detail);
    } else {
      LOG.warn("request={} status={} detail={}", request, status, detail);
    }
  }
}
