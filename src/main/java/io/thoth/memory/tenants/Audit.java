package io.thoth.memory.tenants;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.tenants.Tenants.Act;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The log of administrative acts, each written in the transaction that does it. */
final class Audit {
  private static final Listing LISTING =
      new Listing(
          "select id, organization_id, at, actor, key_id, action, subject, details, request_id"
              + " from audit a",
          "audit",
          "a",
          "at",
          "id");

  private Audit() {}

  /**
   * Writes what the caller does.
   *
   * @param organization whose matter it is
   * @param details never a secret
   */
  static void log(
      Tx tx,
      Caller caller,
      String organization,
      String action,
      String subject,
      Map<String, ? extends @Nullable Object> details) {
    tx.update(
        """
        insert into audit (id, organization_id, at, actor, key_id, action, subject, details,
          request_id)
        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
        """,
        Id.fresh("audit"),
        organization,
        Times.micros(Times.now()),
        caller.actor(),
        caller.grant().keyId(),
        action,
        subject,
        Json.write(details),
        caller.requestId());
  }

  /**
   * @param organization null for all
   */
  static List<Act> page(Tx tx, @Nullable String organization, Page page) {
    Conditions where = new Conditions("1 = 1").given("a.organization_id = ?", organization);
    return LISTING.page(tx, where, page, Audit::act);
  }

  private static Act act(Row row) {
    return new Act(
        row.text("id"),
        row.text("organization_id"),
        Times.ofMicros(row.integer("at")),
        row.text("actor"),
        row.textOrNull("key_id"),
        row.text("action"),
        row.text("subject"),
        Json.object(row.text("details")),
        row.text("request_id"));
  }
}
