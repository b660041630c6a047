package io.thoth.memory.identities;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of identities, inside the transaction given; every change is journalled with it. */
final class IdentityStore {
  private static final String SELECT = "select i.state from identity i";
  private static final Listing BY_CREATION =
      new Listing(SELECT, "identity", "i", "created_at", "id");

  private static Identity bare(Row row) {
    return Json.read(row.text("state"), Identity.class);
  }

  /** With its links. */
  Identity require(Tx tx, String tenant, String id) {
    return whole(tx, tenant, require(tx, tenant, id, ""));
  }

  /** Without its links; it stays as it is for others until the transaction ends. */
  Identity lock(Tx tx, String tenant, String id) {
    return require(tx, tenant, id, tx.forUpdate("i"));
  }

  private static Identity require(Tx tx, String tenant, String id, String locking) {
    return tx.one(
            SELECT + " where i.tenant = ? and i.id = ?" + locking, IdentityStore::bare, tenant, id)
        .orElseThrow(() -> Fault.notFound("Identity", id));
  }

  /** The one with this key, without its links. */
  Optional<Identity> keyed(Tx tx, String tenant, String key, @Nullable String project) {
    return tx.one(
        SELECT + " where i.tenant = ? and i.project = ? and i.identifier_key = ?",
        IdentityStore::bare,
        tenant,
        Objects.requireNonNullElse(project, ""),
        key);
  }

  List<Identity> list(Tx tx, String tenant, Identities.Browse question) {
    Conditions where =
        new Conditions("i.tenant = ?", tenant)
            .given("i.name = ?", question.name())
            .given("i.project = ?", question.projectId())
            .given("i.identifier_key = ?", question.identifierKey())
            .given("i.identity_type = ?", question.identityType());
    return whole(
        tx, tenant, BY_CREATION.page(tx, tenant, where, question.page(), IdentityStore::bare));
  }

  long count(Tx tx, String tenant) {
    return tx.number("select count(*) from identity where tenant = ?", tenant);
  }

  /** Those of these that are there, with their links, by id. */
  List<Identity> all(Tx tx, String tenant, List<String> ids) {
    if (ids.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> arguments = new ArrayList<>(ids);
    arguments.addFirst(tenant);
    List<Identity> found =
        tx.query(
            SELECT
                + (" where i.tenant = ? and i.id in (" + Conditions.marks(ids) + ")")
                + " order by i.id",
            IdentityStore::bare,
            arguments.toArray());
    return whole(tx, tenant, found);
  }

  Identity whole(Tx tx, String tenant, Identity identity) {
    return whole(tx, tenant, List.of(identity)).getFirst();
  }

  private static List<Identity> whole(Tx tx, String tenant, List<Identity> identities) {
    List<String> ids = identities.stream().map(Identity::id).toList();
    Map<String, List<String>> agents = IdentityLinks.AGENTS.of(tx, tenant, ids);
    Map<String, List<String>> blocks = IdentityLinks.BLOCKS.of(tx, tenant, ids);
    return identities.stream()
        .map(
            one ->
                one.with(
                    agents.getOrDefault(one.id(), List.of()),
                    blocks.getOrDefault(one.id(), List.of())))
        .toList();
  }

  /** Adds one without links. */
  void insert(Tx tx, Caller caller, Identity identity) {
    int rows =
        tx.update(
            """
            insert into identity (tenant, id, identifier_key, project, name, identity_type, state,
              version, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            caller.tenant(),
            identity.id(),
            identity.identifierKey(),
            Objects.requireNonNullElse(identity.projectId(), ""),
            identity.name(),
            identity.identityType(),
            Json.write(identity),
            identity.version(),
            Times.micros(identity.createdAt()));
    if (rows != 1) {
      throw taken(identity.identifierKey());
    }
    journal(tx, caller, identity, "create");
  }

  private static Fault taken(String key) {
    return Fault.conflict("There is an identity with the identifier key '" + key + "' already");
  }

  /** Writes what one became that was locked. */
  void save(Tx tx, Caller caller, Identity after, String operation) {
    Optional<Identity> other = keyed(tx, caller.tenant(), after.identifierKey(), after.projectId());
    if (other.isPresent() && !other.get().id().equals(after.id())) {
      throw taken(after.identifierKey());
    }
    tx.update(
        """
        update identity set identifier_key = ?, name = ?, identity_type = ?, state = ?, version = ?
        where tenant = ? and id = ?
        """,
        after.identifierKey(),
        after.name(),
        after.identityType(),
        Json.write(after),
        after.version(),
        caller.tenant(),
        after.id());
    journal(tx, caller, after, operation);
  }

  void delete(Tx tx, Caller caller, Identity before) {
    tx.update("delete from identity where tenant = ? and id = ?", caller.tenant(), before.id());
    Journal.append(
        tx, caller, Change.deletion(before.id(), before.version(), before.updatedAt(), before));
  }

  private static void journal(Tx tx, Caller caller, Identity identity, String operation) {
    Journal.append(
        tx,
        caller,
        new Change(
            identity.id(),
            identity.version(),
            operation,
            identity.updatedAt(),
            Json.write(identity)));
  }
}
