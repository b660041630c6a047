package io.thoth.memory.access;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Grant;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.id.Sha256;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Tells who is calling by the headers of a request. The password, an open server and whatever a
 * node has at hand are answered at once; the rest is asked over the bus. Thread-safe, never waits.
 */
public final class Access {
  private static final String BEARER = "bearer ";
  private static final String BARE = "password ";

  private final AccessConfig config;
  private final Optional<byte[]> expected;
  private final Bus bus;
  private final Rates rates;
  private final Future<Identity> operator;

  public Access(AccessConfig config, Bus bus, Rates rates) {
    this.config = config;
    this.bus = bus;
    this.rates = rates;
    expected = config.password().map(Access::digest);
    operator = Future.succeededFuture(Identity.operator(config.rate()));
  }

  /**
   * Who is calling; fails with a fault when nobody who may. Already completed when nothing had to
   * be asked.
   *
   * @param authorization the header {@code Authorization}: {@code Bearer}, and the password or a
   *     key
   * @param bare the header {@code X-BARE-PASSWORD}: {@code password}, and the same
   * @param userId the header {@code user_id}: whom to act as, for those who may choose
   * @param requestId in whose course this is asked
   */
  public Future<Identity> identify(
      @Nullable String authorization,
      @Nullable String bare,
      @Nullable String userId,
      String requestId) {
    if (userId != null && !Id.isOf(Id.USER, userId)) {
      throw new Fault(FaultKind.UNACCEPTABLE, "user_id: must be of the form user-<uuid4>");
    }
    Future<Identity> bearer = bearer(authorization, bare, requestId);
    return userId == null
        ? bearer
        : bearer.compose(identity -> acting(identity, userId, requestId));
  }

  private Future<Identity> bearer(
      @Nullable String authorization, @Nullable String bare, String requestId) {
    if (authorization == null && bare == null) {
      return expected.isEmpty() ? operator : refused();
    }
    String first = after(BEARER, authorization);
    String second = after(BARE, bare);
    if (expected.isPresent() && (isPassword(first) || isPassword(second))) {
      return operator;
    }
    Optional<ApiKey> key = key(first).or(() -> key(second));
    if (key.isPresent()) {
      return ofKey(key.get(), requestId);
    }
    return expected.isEmpty() ? operator : refused();
  }

  private Future<Identity> ofKey(ApiKey key, String requestId) {
    Known.OfKey question = new Known.OfKey(key.prefix(), key.digest());
    return bus.ask(Known.KEY, question, asking(requestId))
        .map(answer -> identity(answer.value()))
        .recover(problem -> isMissing(problem) ? refused() : Future.failedFuture(problem));
  }

  private Identity identity(Known.Key key) {
    Scope scope = Scope.require("scope", key.scope());
    boolean operates = scope == Scope.ADMIN && key.organizationId().equals(Caller.DEFAULT_TENANT);
    Grant grant = new Grant(key.keyId(), scope, operates, key.agentId());
    return new Identity(
        key.organizationId(), key.userId(), grant, rate(key.requestsPerSecond(), key.burst()));
  }

  /** Only who administers may choose a user, and only an operator one of another organisation. */
  private Future<Identity> acting(Identity identity, String userId, String requestId) {
    if (identity.grant().scope() != Scope.ADMIN || identity.actor().equals(userId)) {
      return Future.succeededFuture(identity);
    }
    return bus.ask(Known.USER, new Known.OfUser(userId), asking(requestId))
        .map(answer -> acting(identity, answer.value()))
        .recover(
            problem ->
                isMissing(problem) && !config.noDefaultActor()
                    ? Future.succeededFuture(identity)
                    : Future.failedFuture(problem));
  }

  private Identity acting(Identity identity, Known.User user) {
    if (!identity.grant().operator() && !identity.tenant().equals(user.organizationId())) {
      throw Fault.notFound("User", user.userId());
    }
    return identity.as(
        user.userId(), user.organizationId(), rate(user.requestsPerSecond(), user.burst()));
  }

  /** An organisation's own rate, where it has one. */
  private Optional<Rate> rate(@Nullable Integer perSecond, @Nullable Integer burst) {
    if (perSecond == null) {
      return config.rate();
    }
    return perSecond < 1
        ? Optional.empty()
        : Optional.of(new Rate(perSecond, burst == null ? perSecond : burst));
  }

  /** The seconds to wait for the next request, when its organisation has asked too often; or 0. */
  public long excess(Identity identity) {
    return identity.rate().isEmpty() ? 0 : rates.take(identity.tenant(), identity.rate().get());
  }

  /** The caller of a request that was let in. */
  public static Caller caller(
      Identity identity, String requestId, @Nullable String key, @Nullable String digest) {
    return new Caller(
        identity.tenant(), identity.actor(), requestId, key, digest, identity.grant());
  }

  private static Caller asking(String requestId) {
    return new Caller(Caller.DEFAULT_TENANT, Caller.DEFAULT_ACTOR, requestId, null, null);
  }

  private static boolean isMissing(Throwable problem) {
    return problem instanceof Fault fault && fault.kind() == FaultKind.NOT_FOUND;
  }

  private static Future<Identity> refused() {
    return Future.failedFuture(new Fault(FaultKind.UNAUTHORIZED, "Unauthorized"));
  }

  private boolean isPassword(@Nullable String given) {
    return given != null && MessageDigest.isEqual(expected.orElseThrow(), digest(given));
  }

  private static Optional<ApiKey> key(@Nullable String given) {
    return given == null ? Optional.empty() : ApiKey.of(given);
  }

  private static @Nullable String after(String scheme, @Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(scheme)
        ? header.substring(scheme.length()).strip()
        : null;
  }

  /** Compared as digests, so that the time taken tells nothing of the password's length. */
  private static byte[] digest(String text) {
    return Sha256.fresh().digest(text.getBytes(StandardCharsets.UTF_8));
  }
}
