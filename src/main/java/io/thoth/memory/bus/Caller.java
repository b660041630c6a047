package io.thoth.memory.bus;

import io.vertx.core.MultiMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a request runs. Travels with every call on the bus.
 *
 * @param tenant the organisation whose data the request may see, {@code org-…}
 * @param actor the user it runs as, {@code user-…}
 * @param requestId names the request in logs and in the journal
 * @param key the client's idempotency key, when it sent one
 * @param digest of the request the key was sent with, when there is a key
 * @param grant what of the organisation's it may do
 */
public record Caller(
    String tenant,
    String actor,
    String requestId,
    @Nullable String key,
    @Nullable String digest,
    Grant grant) {

  public static final String DEFAULT_TENANT = "org-00000000-0000-4000-8000-000000000000";
  public static final String DEFAULT_ACTOR = "user-00000000-0000-4000-8000-000000000000";

  /** A caller who may do everything. */
  public Caller(
      String tenant,
      String actor,
      String requestId,
      @Nullable String key,
      @Nullable String digest) {
    this(tenant, actor, requestId, key, digest, Grant.ALL);
  }

  /**
   * The same caller for what a feature, having checked what was asked of it, asks of others: bound
   * to no agent any more.
   */
  public Caller unbound() {
    Grant whole = new Grant(grant.keyId(), grant.scope(), grant.operator(), null);
    return grant.agentId() == null
        ? this
        : new Caller(tenant, actor, requestId, key, digest, whole);
  }

  /** The node itself at work, for a task that no request asked for. */
  public static Caller node(String tenant, String task) {
    return new Caller(tenant, DEFAULT_ACTOR, task + "-" + UUID.randomUUID(), null, null);
  }

  MultiMap headers() {
    MultiMap headers = MultiMap.caseInsensitiveMultiMap();
    headers.add("tenant", tenant).add("actor", actor).add("request", requestId);
    if (key != null && digest != null) {
      headers.add("key", key).add("digest", digest);
    }
    grant.addTo(headers);
    return headers;
  }

  static Caller of(MultiMap headers) {
    return new Caller(
        text(headers, "tenant"),
        text(headers, "actor"),
        text(headers, "request"),
        headers.get("key"),
        headers.get("digest"),
        Grant.of(headers));
  }

  private static String text(MultiMap headers, String name) {
    String value = headers.get(name);
    if (value == null) {
      throw new IllegalArgumentException("a bus message came without the header " + name);
    }
    return value;
  }
}
