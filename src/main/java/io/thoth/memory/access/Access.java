package io.thoth.memory.access;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells the caller of a request by its headers. Thread-safe. */
public final class Access {
  private static final String BEARER = "bearer ";
  private static final String BARE = "password ";

  private final Optional<byte[]> expected;

  public Access(AccessConfig config) {
    expected = config.password().map(Access::digest);
  }

  /**
   * Lets the request in or refuses it.
   *
   * @param authorization the header {@code Authorization}; {@code Bearer <password>}
   * @param bare the header {@code X-BARE-PASSWORD}; {@code password <password>}
   */
  public void admit(@Nullable String authorization, @Nullable String bare) {
    if (expected.isEmpty()) {
      return;
    }
    boolean known = matches(after(BEARER, authorization)) || matches(after(BARE, bare));
    if (!known) {
      throw new Fault(FaultKind.UNAUTHORIZED, "Unauthorized");
    }
  }

  /** The caller of a request that was let in; everybody belongs to the default organisation. */
  public Caller caller(String requestId, @Nullable String key, @Nullable String digest) {
    return new Caller(Caller.DEFAULT_TENANT, Caller.DEFAULT_ACTOR, requestId, key, digest);
  }

  private boolean matches(@Nullable String password) {
    return password != null && MessageDigest.isEqual(expected.orElseThrow(), digest(password));
  }

  private static @Nullable String after(String scheme, @Nullable String header) {
    return header != null && header.toLowerCase(Locale.ROOT).startsWith(scheme)
        ? header.substring(scheme.length()).strip()
        : null;
  }

  /** Compared as digests, so that the time taken tells nothing of the password's length. */
  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
