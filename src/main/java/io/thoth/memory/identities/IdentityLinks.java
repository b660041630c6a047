package io.thoth.memory.identities;

import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What belongs to identities, inside the transaction given: agents in one table, blocks in one. */
enum IdentityLinks {
  AGENTS("identity_agent", "agent_id"),
  BLOCKS("identity_block", "block_id");

  private final String table;
  private final String column;

  IdentityLinks(String table, String column) {
    this.table = table;
    this.column = column;
  }

  /** Makes a thing the identity's; false when it is already. */
  boolean attach(Tx tx, String tenant, String identityId, String id) {
    return tx.update(
            "insert into "
                + (table + " (tenant, identity_id, " + column + ") values (?, ?, ?)")
                + " on conflict do nothing",
            tenant,
            identityId,
            id)
        == 1;
  }

  /** Takes a thing from the identity; false when it is not the identity's. */
  boolean detach(Tx tx, String tenant, String identityId, String id) {
    return tx.update(
            "delete from " + table + " where tenant = ? and identity_id = ? and " + column + " = ?",
            tenant,
            identityId,
            id)
        == 1;
  }

  /** Takes an agent or a block from every identity. */
  void detachEverybody(Tx tx, String tenant, String id) {
    tx.update("delete from " + table + " where tenant = ? and " + column + " = ?", tenant, id);
  }

  /** Takes everything from an identity. */
  void clear(Tx tx, String tenant, String identityId) {
    tx.update("delete from " + table + " where tenant = ? and identity_id = ?", tenant, identityId);
  }

  /** The ids of what is each of these identities', by id. */
  Map<String, List<String>> of(Tx tx, String tenant, List<String> identityIds) {
    return grouped(tx, tenant, "identity_id", column, identityIds);
  }

  /** The ids of the identities that each of these things belongs to, by id. */
  Map<String, List<String>> owners(Tx tx, String tenant, List<String> ids) {
    return grouped(tx, tenant, column, "identity_id", ids);
  }

  private Map<String, List<String>> grouped(
      Tx tx, String tenant, String by, String what, List<String> ids) {
    Map<String, List<String>> found = new HashMap<>();
    if (ids.isEmpty()) {
      return found;
    }
    List<@Nullable Object> arguments = new ArrayList<>(ids);
    arguments.addFirst(tenant);
    record Link(String of, String id) {}
    tx.query(
            ("select " + by + " as of_id, " + what + " as id from " + table)
                + (" where tenant = ? and " + by + " in (" + Conditions.marks(ids) + ")")
                + (" order by " + what),
            row -> new Link(row.text("of_id"), row.text("id")),
            arguments.toArray())
        .forEach(link -> found.computeIfAbsent(link.of(), _ -> new ArrayList<>()).add(link.id()));
    return found;
  }
}
