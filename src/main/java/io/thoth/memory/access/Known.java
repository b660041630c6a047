package io.thoth.memory.access;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.id.Id;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the edge asks to learn who is calling. A node that serves these has the usual answers at
 * hand; what is not known is a fault {@code NOT_FOUND}.
 */
public interface Known {
  Operation<OfKey, Key> KEY = Operation.read("access.key", OfKey.class, Key.class);
  Operation<OfUser, User> USER = Operation.read("access.user", OfUser.class, User.class);

  /**
   * Which live key is this? The key itself stays at the edge.
   *
   * @param prefix the part of the key that is no secret
   * @param digest SHA-256 of the whole key, in hexadecimal
   */
  record OfKey(String prefix, String digest) {}

  /**
   * A key that is good at present.
   *
   * @param userId the user that requests run as
   * @param scope {@code read}, {@code write} or {@code admin}
   * @param agentId the only agent it is good for
   * @param expiresAt from then on it is no good
   */
  record Key(
      String keyId,
      String organizationId,
      String userId,
      String scope,
      @Nullable String agentId,
      @Nullable Instant expiresAt,
      @Nullable Integer requestsPerSecond,
      @Nullable Integer burst) {
    public Key {
      Scope.require("scope", scope);
    }
  }

  /** Which organisation does this user belong to? */
  record OfUser(String userId) {
    public OfUser {
      Id.require("user_id", Id.USER, userId);
    }
  }

  record User(
      String userId,
      String organizationId,
      @Nullable Integer requestsPerSecond,
      @Nullable Integer burst) {}
}
