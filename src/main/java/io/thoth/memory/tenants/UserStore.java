package io.thoth.memory.tenants;

import io.thoth.memory.access.Known;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tenants.Tenants.User;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of users, inside the transaction given. */
final class UserStore {
  private static final String SELECT =
      "select u.id, u.tenant, u.name, u.created_at, u.updated_at from user_account u";
  private static final Listing LISTING =
      new Listing(SELECT, "user_account", "u", "created_at", "id");

  /**
   * @param organization null for all
   */
  List<User> page(Tx tx, @Nullable String organization, Page page) {
    Conditions where = new Conditions("1 = 1").given("u.tenant = ?", organization);
    return LISTING.page(tx, where, page, UserStore::user);
  }

  /**
   * @param organization where it must be; null for anywhere
   */
  User require(Tx tx, @Nullable String organization, String id) {
    return require(tx, organization, id, "");
  }

  /** The same; until the end of the transaction nobody else changes it. */
  User requireToChange(Tx tx, @Nullable String organization, String id) {
    return require(tx, organization, id, tx.forUpdate("u"));
  }

  private static User require(Tx tx, @Nullable String organization, String id, String locking) {
    Conditions where = new Conditions("u.id = ?", id).given("u.tenant = ?", organization);
    return tx.one(SELECT + " where " + where.text() + locking, UserStore::user, where.arguments())
        .orElseThrow(() -> Fault.notFound("User", id));
  }

  /** Who it is to the edge. */
  Optional<Known.User> known(Tx tx, String id) {
    return tx.one(
        """
        select u.id, u.tenant, q.requests_per_second, q.burst from user_account u
        left join quota q on q.tenant = u.tenant where u.id = ?
        """,
        row ->
            new Known.User(
                row.text("id"),
                row.text("tenant"),
                count(row, "requests_per_second"),
                count(row, "burst")),
        id);
  }

  static @Nullable Integer count(Row row, String column) {
    Long count = row.integerOrNull(column);
    return count == null ? null : Math.toIntExact(count);
  }

  void insert(Tx tx, User made) {
    tx.update(
        "insert into user_account (id, tenant, name, created_at, updated_at)"
            + " values (?, ?, ?, ?, ?)",
        made.id(),
        made.organizationId(),
        made.name(),
        Times.micros(made.createdAt()),
        Times.micros(made.updatedAt()));
  }

  void update(Tx tx, User after) {
    tx.update(
        "update user_account set tenant = ?, name = ?, updated_at = ? where id = ?",
        after.organizationId(),
        after.name(),
        Times.micros(after.updatedAt()),
        after.id());
  }

  void delete(Tx tx, String id) {
    tx.update("delete from user_account where id = ?", id);
  }

  private static User user(Row row) {
    return new User(
        row.text("id"),
        row.text("tenant"),
        row.text("name"),
        Times.ofMicros(row.integer("created_at")),
        Times.ofMicros(row.integer("updated_at")),
        false);
  }
}
