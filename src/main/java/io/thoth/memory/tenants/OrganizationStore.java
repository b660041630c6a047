package io.thoth.memory.tenants;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tenants.Tenants.Organization;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of organisations, inside the transaction given. */
final class OrganizationStore {
  private static final String SELECT =
      "select o.id, o.name, o.privileged_tools, o.created_at from organization o";
  private static final Listing LISTING =
      new Listing(SELECT, "organization", "o", "created_at", "id");

  /**
   * @param only the one organisation that may be seen; null for all
   */
  List<Organization> page(Tx tx, @Nullable String only, Page page) {
    return LISTING.page(
        tx, new Conditions("1 = 1").given("o.id = ?", only), page, OrganizationStore::organization);
  }

  Optional<Organization> find(Tx tx, String id) {
    return tx.one(SELECT + " where o.id = ?", OrganizationStore::organization, id);
  }

  Organization require(Tx tx, String id) {
    return find(tx, id).orElseThrow(() -> Fault.notFound("Organization", id));
  }

  /** The same; until the end of the transaction nobody else changes it. */
  Organization requireToChange(Tx tx, String id) {
    String statement = SELECT + " where o.id = ?" + tx.forUpdate("o");
    return tx.one(statement, OrganizationStore::organization, id)
        .orElseThrow(() -> Fault.notFound("Organization", id));
  }

  void insert(Tx tx, Organization made) {
    long now = Times.micros(made.createdAt());
    tx.update(
        """
        insert into organization (id, name, privileged_tools, created_at, updated_at)
        values (?, ?, ?, ?, ?)
        """,
        made.id(),
        made.name(),
        made.privilegedTools(),
        now,
        now);
  }

  void update(Tx tx, Organization after) {
    tx.update(
        "update organization set name = ?, privileged_tools = ?, updated_at = ? where id = ?",
        after.name(),
        after.privilegedTools(),
        Times.micros(Times.now()),
        after.id());
  }

  /** Deletes it with its users and keys, and notes that the rest of it is to be removed. */
  void delete(Tx tx, String id) {
    tx.update("delete from organization where id = ?", id);
    tx.update(
        "insert into organization_gone (id, at) values (?, ?)", id, Times.micros(Times.now()));
  }

  private static Organization organization(Row row) {
    return new Organization(
        row.text("id"),
        row.text("name"),
        Times.ofMicros(row.integer("created_at")),
        row.flag("privileged_tools"));
  }
}
