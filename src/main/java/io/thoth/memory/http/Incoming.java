package io.thoth.memory.http;

import io.thoth.memory.access.Access;
import io.thoth.memory.access.Identity;
import io.thoth.memory.bus.Caller;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a {@link Direct} endpoint may ask about the request it serves. */
public final class Incoming {
  private static final String IDENTITY = "thoth.identity";

  private Incoming() {}

  /** What the request is called in logs and in the answer. */
  public static String id(RoutingContext context) {
    return RequestKey.id(context);
  }

  /** The body; empty when there is none or the method takes none. */
  public static Optional<Buffer> body(RoutingContext context) {
    return Optional.ofNullable(BodyReader.read(context));
  }

  /**
   * Counts bytes of a body that the endpoint takes itself and keeps until it has answered; a fault
   * {@code BUSY} when there is no room for them.
   */
  public static void hold(RoutingContext context, int bytes) {
    Bodies.hold(context, bytes);
  }

  /** The header {@code Idempotency-Key}; a fault {@code INVALID} when it is none. */
  public static Optional<String> idempotencyKey(RoutingContext context) {
    return Optional.ofNullable(RequestKey.key(context.request()));
  }

  /** On whose behalf a request runs that changes nothing. */
  public static Caller caller(RoutingContext context) {
    return caller(context, null, null);
  }

  /** On whose behalf a change runs whose body was read: with the idempotency key it came with. */
  public static Caller changing(RoutingContext context) {
    return RequestKey.caller(context, true);
  }

  /**
   * On whose behalf the request runs. Only at endpoints that are not open.
   *
   * @param key the idempotency key of a change, wherever the protocol carries it
   * @param digest of everything that says what the change is; present when the key is
   */
  public static Caller caller(
      RoutingContext context, @Nullable String key, @Nullable String digest) {
    Identity identity = Objects.requireNonNull(context.<Identity>get(IDENTITY));
    return Access.caller(identity, RequestKey.id(context), key, digest);
  }

  static void admit(RoutingContext context, Identity identity) {
    context.put(IDENTITY, identity);
  }
}
