package io.thoth.memory.http;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body into memory, up to a limit. A body that says it is something else is refused
 * unread: a form that a web page posts without asking, or curl without a header, would otherwise be
 * taken for an empty question.
 */
final class BodyReader implements Handler<RoutingContext> {
  private static final String BODY = "thoth.body";
  private static final Pattern JSON =
      Pattern.compile(
          "(application|text)/([a-z0-9.-]+\\+)?json\\s*(;\\s*charset\\s*=\\s*\"?utf-?8\"?\\s*)?;?");

  private final int limit;

  /**
   * @param limit in bytes
   */
  BodyReader(int limit) {
    this.limit = limit;
  }

  /** What was read; null when the request has no body or its route takes none. */
  static @Nullable Buffer read(RoutingContext context) {
    return context.get(BODY);
  }

  @Override
  public void handle(RoutingContext context) {
    HttpServerRequest request = context.request();
    long length = length(request);
    if (length > 0 || request.headers().contains("Transfer-Encoding")) {
      checkForm(request);
    }
    boolean waits = "100-continue".equalsIgnoreCase(request.getHeader("Expect"));
    if (length > limit) {
      if (waits) {
        hangUp(context); // the body will never come, and nothing else may come before it
      }
      throw tooLarge();
    }
    if (waits) {
      context.response().writeContinue();
    }
    Buffer body = Buffer.buffer();
    request.handler(chunk -> add(context, body, chunk));
    request.exceptionHandler(_ -> context.fail(unreadable()));
    request.endHandler(_ -> end(context, body));
  }

  private static void hangUp(RoutingContext context) {
    context.response().putHeader("Connection", "close");
    context.addEndHandler(_ -> context.request().connection().close());
  }

  private void add(RoutingContext context, Buffer body, Buffer chunk) {
    try {
      if (body.length() + chunk.length() > limit) {
        throw tooLarge();
      }
      Bodies.hold(context, chunk.length());
      body.appendBuffer(chunk);
    } catch (Fault fault) {
      forget(context.request());
      context.fail(fault);
    }
  }

  /** What came of a body that was refused is not kept while the rest of it passes by. */
  private static void forget(HttpServerRequest request) {
    request.handler(_ -> {});
    request.endHandler(_ -> {});
  }

  private static void end(RoutingContext context, Buffer body) {
    context.request().exceptionHandler(null); // from here on the answer is what can fail
    if (context.failed()) {
      return;
    }
    if (body.length() > 0) {
      context.put(BODY, body);
    }
    context.next();
  }

  private static void checkForm(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    if (type != null && !JSON.matcher(type.strip().toLowerCase(Locale.ROOT)).matches()) {
      throw unsupported("Content-Type", type, "application/json, in UTF-8");
    }
    String coding = request.getHeader("Content-Encoding");
    if (coding != null && !"identity".equalsIgnoreCase(coding.strip())) {
      throw unsupported("Content-Encoding", coding, "a body as it is");
    }
  }

  private static long length(HttpServerRequest request) {
    String length = request.getHeader("Content-Length");
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException e) {
      throw unreadable();
    }
  }

  private static Fault unsupported(String header, String given, String wanted) {
    int most = 100;
    String shown = given.length() > most ? given.substring(0, most) + "…" : given;
    return new Fault(
        FaultKind.UNSUPPORTED_TYPE,
        header + ": '" + shown + "' is not supported here; this route takes " + wanted);
  }

  private Fault tooLarge() {
    return new Fault(
        FaultKind.TOO_LARGE,
        "The body is larger than the " + limit + " bytes that this server accepts");
  }

  private static Fault unreadable() {
    return new Fault(FaultKind.UNACCEPTABLE, "The body does not arrive as HTTP says it must");
  }
}
