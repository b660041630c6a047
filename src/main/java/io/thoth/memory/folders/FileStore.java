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
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Optional;

/** The rows of files, inside the transaction given; the journal keeps all but their contents. */
final class FileStore {
  private static final String FROM = " from folder_file f where f.tenant = ?";

  private static StoredFile bare(Row row) {
    return Json.read(row.text("state"), StoredFile.class);
  }

  private static StoredFile whole(Row row) {
    return bare(row).with(row.text("content"));
  }

  List<StoredFile> list(Tx tx, String tenant, Folders.InFolder question) {
    boolean content = Boolean.TRUE.equals(question.includeContent());
    Listing files =
        new Listing(
            "select f.state" + (content ? ", f.content" : "") + " from folder_file f",
            "folder_file",
            "f",
            "created_at",
            "id");
    Conditions where = new Conditions("f.tenant = ?", tenant);
    where.and("f.folder_id = ?", question.folderId());
    return files.page(
        tx, tenant, where, question.page(), content ? FileStore::whole : FileStore::bare);
  }

  StoredFile require(Tx tx, String tenant, String folderId, String fileId, boolean content) {
    return tx.one(
            "select f.state"
                + (content ? ", f.content" : "")
                + FROM
                + " and f.folder_id = ? and f.id = ?",
            content ? FileStore::whole : FileStore::bare,
            tenant,
            folderId,
            fileId)
        .orElseThrow(() -> Fault.notFound("File", fileId));
  }

  Optional<StoredFile> named(Tx tx, String tenant, String folderId, String name) {
    return tx.one(
        "select f.state" + FROM + " and f.folder_id = ? and f.name = ?",
        FileStore::bare,
        tenant,
        folderId,
        name);
  }

  void insert(Tx tx, Caller caller, StoredFile file, String content) {
    tx.update(
        """
        insert into folder_file (tenant, id, folder_id, name, state, content, bytes, created_at)
        values (?, ?, ?, ?, ?, ?, ?, ?)
        """,
        caller.tenant(),
        file.id(),
        file.sourceId(),
        file.fileName(),
        Json.write(file),
        content,
        file.fileSize(),
        Times.micros(file.createdAt()));
    Usage.add(tx, caller.tenant(), Usage.Amount.passages(0, file.fileSize()));
    journal(tx, caller, file, 1, "create");
  }

  /** Deletes a file, and takes it from every agent. */
  void delete(Tx tx, Caller caller, StoredFile file) {
    tx.update("delete from folder_file where tenant = ? and id = ?", caller.tenant(), file.id());
    Usage.add(tx, caller.tenant(), Usage.Amount.passages(0, -file.fileSize()));
    journal(tx, caller, file, 2, "delete");
  }

  private static void journal(
      Tx tx, Caller caller, StoredFile file, long sequence, String operation) {
    Journal.append(
        tx,
        caller,
        new Change(
            file.id(), sequence, operation, Times.nowAfter(file.createdAt()), Json.write(file)));
  }

  /** How many files each folder has, and how long they are together. */
  List<Folders.Total> totals(Tx tx, String tenant, boolean detailed) {
    return tx
        .query(
            """
            select f.id, f.name, count(c.id) as files,
              cast(coalesce(sum(c.bytes), 0) as bigint) as bytes
            from folder f left join folder_file c on c.tenant = f.tenant and c.folder_id = f.id
            where f.tenant = ? group by f.id, f.name, f.created_at order by f.created_at, f.id
            """,
            row ->
                new Folders.Total(
                    row.text("id"),
                    row.text("name"),
                    row.integer("files"),
                    row.integer("bytes"),
                    List.of()),
            tenant)
        .stream()
        .map(total -> detailed ? detailed(tx, tenant, total) : total)
        .toList();
  }

  private static Folders.Total detailed(Tx tx, String tenant, Folders.Total total) {
    List<Folders.FileSize> files =
        tx.query(
            "select f.id, f.name, f.bytes" + FROM + " and f.folder_id = ? order by f.name",
            row -> new Folders.FileSize(row.text("id"), row.text("name"), row.integer("bytes")),
            tenant,
            total.sourceId());
    return new Folders.Total(
        total.sourceId(), total.sourceName(), total.fileCount(), total.totalSize(), files);
  }
}
