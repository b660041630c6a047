package io.thoth.memory.tenants;

import io.thoth.memory.access.Known;
import io.thoth.memory.bus.Scope;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tenants.Keys.Key;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of keys and of the texts they are known by, inside the transaction given. */
final class KeyStore {
  private static final String SELECT =
      """
      select k.id, k.tenant, k.user_id, k.name, k.scope, k.agent_id, k.created_by, k.created_at,
        k.expires_at, k.revoked_at, (select t.prefix from api_key_text t where t.key_id = k.id
          order by t.created_at desc, t.prefix limit 1) as prefix
      from api_key k
      """;
  private static final Listing LISTING = new Listing(SELECT, "api_key", "k", "created_at", "id");

  /** A live key as the edge wants it, with the hash of the text it was found by. */
  record Found(String hash, Known.Key key) {}

  /** Found by the primary key of one table and then of another, however many keys there are. */
  Optional<Found> find(Tx tx, String prefix, Instant now) {
    return tx.one(
            """
            select t.hash, t.expires_at as text_expires_at, k.id, k.tenant, k.user_id, k.scope,
              k.agent_id, k.expires_at, q.requests_per_second, q.burst
            from api_key_text t join api_key k on k.id = t.key_id
            left join quota q on q.tenant = k.tenant
            where t.prefix = ? and k.revoked_at is null
            """,
            KeyStore::found,
            prefix)
        .filter(found -> isGood(found.key(), now));
  }

  static boolean isGood(Known.Key key, Instant now) {
    return key.expiresAt() == null || key.expiresAt().isAfter(now);
  }

  private static Found found(Row row) {
    Long ofKey = row.integerOrNull("expires_at");
    Long ofText = row.integerOrNull("text_expires_at");
    Long first = ofKey == null || (ofText != null && ofText < ofKey) ? ofText : ofKey;
    return new Found(
        row.text("hash"),
        new Known.Key(
            row.text("id"),
            row.text("tenant"),
            row.text("user_id"),
            row.text("scope"),
            row.textOrNull("agent_id"),
            first == null ? null : Times.ofMicros(first),
            UserStore.count(row, "requests_per_second"),
            UserStore.count(row, "burst")));
  }

  /**
   * @param organization null for all
   */
  List<Key> page(Tx tx, @Nullable String organization, Page page) {
    Conditions where = new Conditions("1 = 1").given("k.tenant = ?", organization);
    return LISTING.page(tx, where, page, KeyStore::key);
  }

  /**
   * @param organization whose it must be; null for anybody's
   */
  Key require(Tx tx, @Nullable String organization, String id) {
    return require(tx, organization, id, "");
  }

  /** The same; until the end of the transaction nobody else rotates or revokes it. */
  Key requireToChange(Tx tx, @Nullable String organization, String id) {
    return require(tx, organization, id, tx.forUpdate("k"));
  }

  private static Key require(Tx tx, @Nullable String organization, String id, String locking) {
    Conditions where = new Conditions("k.id = ?", id).given("k.tenant = ?", organization);
    return tx.one(SELECT + " where " + where.text() + locking, KeyStore::key, where.arguments())
        .orElseThrow(() -> Fault.notFound("Key", id));
  }

  void insert(Tx tx, Key made, Scope scope) {
    tx.update(
        """
        insert into api_key (id, tenant, user_id, name, scope, agent_id, created_by, created_at,
          expires_at)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        made.id(),
        made.organizationId(),
        made.userId(),
        made.name(),
        scope.text(),
        made.agentId(),
        made.createdById(),
        Times.micros(made.createdAt()),
        micros(made.expiresAt()));
  }

  void insertText(Tx tx, String keyId, String prefix, String hash, Instant now) {
    tx.update(
        "insert into api_key_text (prefix, key_id, hash, created_at) values (?, ?, ?, ?)",
        prefix,
        keyId,
        hash,
        Times.micros(now));
  }

  /** Lets the present texts of a key run out; those that have are forgotten. */
  void retireTexts(Tx tx, String keyId, Instant now, Instant end) {
    tx.update(
        "delete from api_key_text where key_id = ? and expires_at <= ?", keyId, Times.micros(now));
    tx.update(
        "update api_key_text set expires_at = ?"
            + " where key_id = ? and (expires_at is null or expires_at > ?)",
        Times.micros(end),
        keyId,
        Times.micros(end));
  }

  void revoke(Tx tx, String keyId, Instant now) {
    tx.update(
        "update api_key set revoked_at = ? where id = ? and revoked_at is null",
        Times.micros(now),
        keyId);
  }

  /** Revokes what acts as this user. */
  void revokeOfUser(Tx tx, String userId, Instant now) {
    tx.update(
        "update api_key set revoked_at = ? where user_id = ? and revoked_at is null",
        Times.micros(now),
        userId);
  }

  private static @Nullable Long micros(@Nullable Instant time) {
    return time == null ? null : Times.micros(time);
  }

  private static @Nullable Instant time(@Nullable Long micros) {
    return micros == null ? null : Times.ofMicros(micros);
  }

  private static Key key(Row row) {
    return new Key(
        row.text("id"),
        row.text("tenant"),
        row.text("user_id"),
        row.text("name"),
        scopes(Scope.require("scope", row.text("scope"))),
        row.textOrNull("agent_id"),
        "thm_" + row.text("prefix"),
        row.text("created_by"),
        Times.ofMicros(row.integer("created_at")),
        time(row.integerOrNull("expires_at")),
        time(row.integerOrNull("revoked_at")));
  }

  /** The scope and those it includes. */
  static List<String> scopes(Scope scope) {
    return Arrays.stream(Scope.values()).filter(scope::includes).map(Scope::text).toList();
  }
}
