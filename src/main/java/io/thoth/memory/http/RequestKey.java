package io.thoth.memory.http;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Sha256;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a request is known by: the id that logs and answers carry, and the idempotency key that
 * makes sending a change twice safe.
 */
final class RequestKey {
  static final String ID = "X-Request-Id";
  private static final String KEY = "Idempotency-Key";
  private static final Pattern VISIBLE_ID = Pattern.compile("[\\x21-\\x7e]{1,128}");
  private static final Pattern VISIBLE_KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private RequestKey() {}

  /** Names the request, by the client's own name when it is usable, and answers with that name. */
  static void name(RoutingContext context) {
    String given = context.request().getHeader(ID);
    String id = given != null && VISIBLE_ID.matcher(given).matches() ? given : fresh();
    context.put(ID, id);
    context.response().putHeader(ID, id);
    context.next();
  }

  /** Unique, but no secret: so without the locks of a secure random generator. */
  static String fresh() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    return "req-" + hex.toHexDigits(random.nextLong()) + hex.toHexDigits(random.nextLong());
  }

  /** The name of the request in logs, the journal and the answer. */
  static String id(RoutingContext context) {
    String id = context.get(ID);
    return id == null ? "req-unnamed" : id;
  }

  static Caller caller(RoutingContext context, boolean changes) {
    String key = changes ? key(context.request()) : null;
    String digest = key == null ? null : digest(context);
    return Incoming.caller(context, key, digest);
  }

  /** Whether the client may send this request again without doing it twice. */
  static boolean repeatable(HttpServerRequest request) {
    return switch (request.method().name()) {
      case "GET", "HEAD", "OPTIONS" -> true;
      default -> request.headers().contains(KEY);
    };
  }

  static @Nullable String key(HttpServerRequest request) {
    List<String> keys = request.headers().getAll(KEY);
    if (keys.isEmpty()) {
      return null;
    }
    if (keys.size() > 1 || !VISIBLE_KEY.matcher(keys.getFirst()).matches()) {
      throw Fault.invalid(KEY, "must be one of 1 to 255 visible ASCII characters without spaces");
    }
    return keys.getFirst();
  }

  /** Of method, path, query and body: everything that says what is asked for. */
  private static String digest(RoutingContext context) {
    MessageDigest sha = Sha256.fresh();
    HttpServerRequest request = context.request();
    sha.update((request.method() + " " + request.uri() + "\n").getBytes(StandardCharsets.UTF_8));
    Buffer body = BodyReader.read(context);
    if (body != null) {
      sha.update(body.getBytes());
    }
    return HexFormat.of().formatHex(sha.digest());
  }
}
