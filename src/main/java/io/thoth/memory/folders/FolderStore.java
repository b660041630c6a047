package io.thoth.memory.folders;

import io.thoth.memory.access.Usage;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of folders, inside the transaction given; every change is journalled with it. */
final class FolderStore {
  private static final String SELECT = "select f.state from folder f";
  private static final Listing BY_CREATION = new Listing(SELECT, "folder", "f", "created_at", "id");

  static Folder folder(Row row) {
    return Json.read(row.text("state"), Folder.class);
  }

  Folder require(Tx tx, String tenant, String id) {
    return require(tx, tenant, id, "");
  }

  /** The folder to be changed; it stays as it is for others until the transaction ends. */
  Folder lock(Tx tx, String tenant, String id) {
    return require(tx, tenant, id, tx.forUpdate("f"));
  }

  private static Folder require(Tx tx, String tenant, String id, String locking) {
    return tx.one(
            SELECT + " where f.tenant = ? and f.id = ?" + locking, FolderStore::folder, tenant, id)
        .orElseThrow(() -> Fault.notFound("Folder", id));
  }

  Optional<Folder> named(Tx tx, String tenant, String name) {
    return tx.one(SELECT + " where f.tenant = ? and f.name = ?", FolderStore::folder, tenant, name);
  }

  List<Folder> list(Tx tx, String tenant, @Nullable String name, Page page) {
    Conditions where = new Conditions("f.tenant = ?", tenant).given("f.name = ?", name);
    return BY_CREATION.page(tx, tenant, where, page, FolderStore::folder);
  }

  /** The folders of an agent. */
  List<Folder> ofAgent(Tx tx, String tenant, String agentId, Page page) {
    Conditions where =
        new Conditions("f.tenant = ?", tenant)
            .and(
                "exists (select 1 from agent_folder l where l.tenant = f.tenant"
                    + " and l.folder_id = f.id and l.agent_id = ?)",
                agentId);
    return BY_CREATION.page(tx, tenant, where, page, FolderStore::folder);
  }

  long count(Tx tx, String tenant) {
    return tx.number("select count(*) from folder where tenant = ?", tenant);
  }

  void insert(Tx tx, Caller caller, Folder folder) {
    int rows =
        tx.update(
            """
            insert into folder (tenant, id, name, state, version, created_at)
            values (?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            caller.tenant(),
            folder.id(),
            folder.name(),
            Json.write(folder),
            folder.version(),
            Times.micros(folder.createdAt()));
    if (rows != 1) {
      throw taken(folder.name());
    }
    journal(tx, caller, folder, "create");
  }

  private static Fault taken(String name) {
    return Fault.conflict("There is a folder named '" + name + "' already");
  }

  /** Writes what one became that was locked. */
  void save(Tx tx, Caller caller, Folder after) {
    Optional<Folder> other = named(tx, caller.tenant(), after.name());
    if (other.isPresent() && !other.get().id().equals(after.id())) {
      throw taken(after.name());
    }
    tx.update(
        "update folder set name = ?, state = ?, version = ? where tenant = ? and id = ?",
        after.name(),
        Json.write(after),
        after.version(),
        caller.tenant(),
        after.id());
    journal(tx, caller, after, "update");
  }

  /** Deletes a folder with its files, and takes it from every agent. */
  void delete(Tx tx, Caller caller, Folder folder) {
    long bytes =
        tx.number(
            "select cast(coalesce(sum(bytes), 0) as bigint) from folder_file"
                + " where tenant = ? and folder_id = ?",
            caller.tenant(),
            folder.id());
    Usage.add(tx, caller.tenant(), Usage.Amount.passages(0, -bytes));
    tx.update("delete from folder where tenant = ? and id = ?", caller.tenant(), folder.id());
    Journal.append(
        tx, caller, Change.deletion(folder.id(), folder.version(), folder.updatedAt(), folder));
  }

  private static void journal(Tx tx, Caller caller, Folder folder, String operation) {
    Journal.append(
        tx,
        caller,
        new Change(
            folder.id(), folder.version(), operation, folder.updatedAt(), Json.write(folder)));
  }
}
