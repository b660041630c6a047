package io.thoth.memory.tenants;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The contract of API keys. The text of a key is in the answer that makes it and nowhere else, so
 * making one takes no idempotency key: the answer cannot be given again.
 */
public interface Keys {
  Operation<Create, Issued> CREATE =
      Operation.change("tenants.key.create", Create.class, Issued.class).administrative();
  Operation<Tenants.BrowseWithin, Page> LIST =
      Operation.read("tenants.key.list", Tenants.BrowseWithin.class, Page.class).administrative();
  Operation<OfKey, Key> READ =
      Operation.read("tenants.key.read", OfKey.class, Key.class).administrative();
  Operation<OfKey, Key> REVOKE =
      Operation.change("tenants.key.revoke", OfKey.class, Key.class).administrative();
  Operation<Rotate, Issued> ROTATE =
      Operation.change("tenants.key.rotate", Rotate.class, Issued.class).administrative();

  /** For how long the former text of a rotated key stays good, in seconds, unless said: a day. */
  int USUAL_OVERLAP = 86_400;

  /**
   * @param scopes of {@code read}, {@code write}, {@code admin}, each of which includes those
   *     before it; {@code read} and {@code write} when absent
   * @param agentId binds the key to this agent
   * @param organizationId whose key it becomes; the caller's own when absent
   * @param userId whom requests run as; the organisation's own user when absent
   * @param expiresAt never when absent
   */
  record Create(
      String name,
      @Nullable List<String> scopes,
      @Nullable String agentId,
      @Nullable String organizationId,
      @Nullable String userId,
      @Nullable Instant expiresAt) {
    public Create {
      name = Texts.line("name", name, Tenants.LONGEST_NAME);
      scopes = scopes == null ? null : List.copyOf(scopes);
      Scope highest = highest(scopes);
      Id.allow("agent_id", Id.AGENT, agentId);
      Id.allow("organization_id", Id.ORGANIZATION, organizationId);
      Id.allow("user_id", Id.USER, userId);
      if (agentId != null && highest == Scope.ADMIN) {
        throw Fault.invalid("scopes", "must not hold admin for a key that is bound to an agent");
      }
    }

    Scope scope() {
      return highest(scopes);
    }

    private static Scope highest(@Nullable List<String> scopes) {
      if (scopes == null) {
        return Scope.WRITE;
      }
      if (scopes.isEmpty()) {
        throw Fault.invalid("scopes", "must not be empty");
      }
      Scope highest = Scope.READ;
      for (String text : scopes) {
        Scope scope = Scope.require("scopes", text);
        highest = scope.includes(highest) ? scope : highest;
      }
      return highest;
    }
  }

  record OfKey(String keyId) {
    public OfKey {
      Id.require("key_id", Id.KEY, keyId);
    }
  }

  /**
   * Gives a key a new text.
   *
   * @param overlapSeconds how long the former one stays good, up to 30 days
   */
  record Rotate(String keyId, @Nullable Integer overlapSeconds) {
    private static final int LONGEST = 30 * 86_400;

    public Rotate {
      Id.require("key_id", Id.KEY, keyId);
      if (overlapSeconds != null && (overlapSeconds < 0 || overlapSeconds > LONGEST)) {
        throw Fault.invalid("overlap_seconds", "must be from 0 to " + LONGEST);
      }
    }
  }

  /**
   * A key without its text.
   *
   * @param prefix how its newest text begins
   */
  record Key(
      String id,
      String organizationId,
      String userId,
      String name,
      List<String> scopes,
      @Nullable String agentId,
      String prefix,
      String createdById,
      Instant createdAt,
      @Nullable Instant expiresAt,
      @Nullable Instant revokedAt) {
    public Key {
      scopes = List.copyOf(scopes);
    }
  }

  record Page(@JsonValue List<Key> keys) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      keys = List.copyOf(keys);
    }
  }

  /**
   * A key and, this once, its text.
   *
   * @param key what clients send as {@code Authorization: Bearer <key>}
   */
  record Issued(Key about, String key) {
    @Override
    public String toString() {
      return "Issued[" + about + ", key=***]";
    }
  }
}
