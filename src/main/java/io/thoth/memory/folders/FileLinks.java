package io.thoth.memory.folders;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Listing;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which folders and files agents have, inside the transaction given. */
final class FileLinks {
  private static final String JOIN =
      " from agent_file l join folder_file c on c.tenant = l.tenant and c.id = l.file_id"
          + " join folder f on f.tenant = c.tenant and f.id = c.folder_id";
  private static final Listing BY_CREATION =
      new Listing(
          "select l.id, l.agent_id, l.file_id, l.is_open, l.accessed_at, c.name as file_name,"
              + " case when l.is_open = 1 then c.content end as content,"
              + (" f.id as folder_id, f.name as folder_name" + JOIN),
          "agent_file",
          "l",
          "created_at",
          "id");

  private FileLinks() {}

  /** Gives an agent a folder with its files; false when it has it already. */
  static boolean attach(Tx tx, String tenant, String agentId, String folderId) {
    int rows =
        tx.update(
            """
            insert into agent_folder (tenant, agent_id, folder_id, attached_at)
            values (?, ?, ?, ?) on conflict do nothing
            """,
            tenant,
            agentId,
            folderId,
            Times.micros(Times.now()));
    if (rows == 1) {
      tx.query(
              "select id from folder_file where tenant = ? and folder_id = ? order by created_at",
              row -> row.text("id"),
              tenant,
              folderId)
          .forEach(fileId -> hold(tx, tenant, agentId, fileId));
    }
    return rows == 1;
  }

  private static void hold(Tx tx, String tenant, String agentId, String fileId) {
    tx.update(
        """
        insert into agent_file (tenant, id, agent_id, file_id, is_open, created_at)
        values (?, ?, ?, ?, ?, ?) on conflict do nothing
        """,
        tenant,
        Id.fresh(Id.AGENT_FILE),
        agentId,
        fileId,
        false,
        Times.micros(Times.now()));
  }

  /** Gives a new file to all agents that have its folder. */
  static void holdEverywhere(Tx tx, String tenant, StoredFile file) {
    agents(tx, tenant, file.sourceId()).forEach(agent -> hold(tx, tenant, agent, file.id()));
  }

  /** The agents that have a folder, by id. */
  static List<String> agents(Tx tx, String tenant, String folderId) {
    return tx.query(
        "select agent_id from agent_folder where tenant = ? and folder_id = ? order by agent_id",
        row -> row.text("agent_id"),
        tenant,
        folderId);
  }

  /** A page of them; a cursor need not be one of them. */
  static List<String> agents(Tx tx, String tenant, String folderId, Page page) {
    Conditions where =
        new Conditions("tenant = ? and folder_id = ?", tenant, folderId).beyond("agent_id", page);
    List<String> ids =
        tx.query(
            "select agent_id from agent_folder where %s order by agent_id %s limit ?"
                .formatted(where.text(), page.direction()),
            row -> row.text("agent_id"),
            where.arguments(page.limit()));
    return page.inOrder(ids);
  }

  /** Takes a folder with its files from an agent; false when it does not have it. */
  static boolean detach(Tx tx, String tenant, String agentId, String folderId) {
    tx.update(
        """
        delete from agent_file where tenant = ? and agent_id = ? and file_id in
          (select c.id from folder_file c where c.tenant = ? and c.folder_id = ?)
        """,
        tenant,
        agentId,
        tenant,
        folderId);
    return tx.update(
            "delete from agent_folder where tenant = ? and agent_id = ? and folder_id = ?",
            tenant,
            agentId,
            folderId)
        == 1;
  }

  /** Takes all folders from an agent. */
  static void clear(Tx tx, String tenant, String agentId) {
    tx.update("delete from agent_file where tenant = ? and agent_id = ?", tenant, agentId);
    tx.update("delete from agent_folder where tenant = ? and agent_id = ?", tenant, agentId);
  }

  /** The folders of each of these agents, by name; agents without any are left out. */
  static Map<String, List<Folder>> folders(Tx tx, String tenant, List<String> agentIds) {
    Map<String, List<Folder>> found = new HashMap<>();
    if (agentIds.isEmpty()) {
      return found;
    }
    List<@Nullable Object> arguments = new ArrayList<>(agentIds);
    arguments.addFirst(tenant);
    record Of(String agentId, Folder folder) {}
    tx.query(
            "select l.agent_id, f.state from agent_folder l"
                + " join folder f on f.tenant = l.tenant and f.id = l.folder_id"
                + (" where l.tenant = ? and l.agent_id in (" + Conditions.marks(agentIds) + ")")
                + " order by f.name",
            row -> new Of(row.text("agent_id"), FolderStore.folder(row)),
            arguments.toArray())
        .forEach(
            of -> found.computeIfAbsent(of.agentId(), _ -> new ArrayList<>()).add(of.folder()));
    return found;
  }

  static List<HeldFiles.HeldFile> page(Tx tx, String tenant, HeldFiles.Browse question) {
    Conditions where = new Conditions("l.tenant = ?", tenant);
    where.and("l.agent_id = ?", question.agentId()).given("l.is_open = ?", question.isOpen());
    return BY_CREATION.page(tx, tenant, where, question.page(), FileLinks::held);
  }

  private static HeldFiles.HeldFile held(Row row) {
    Long accessed = row.integerOrNull("accessed_at");
    return new HeldFiles.HeldFile(
        row.text("id"),
        row.text("agent_id"),
        row.text("file_id"),
        row.text("file_name"),
        row.text("folder_id"),
        row.text("folder_name"),
        row.flag("is_open"),
        accessed == null ? null : Times.ofMicros(accessed),
        row.textOrNull("content"),
        null,
        null);
  }

  /** Opens or closes a file of an agent. */
  static void open(Tx tx, String tenant, String agentId, String fileId, boolean open) {
    int rows =
        tx.update(
            """
            update agent_file set is_open = ?, accessed_at = ?
            where tenant = ? and agent_id = ? and file_id = ?
            """,
            open,
            Times.micros(Times.now()),
            tenant,
            agentId,
            fileId);
    if (rows == 0) {
      throw new Fault(
          FaultKind.NOT_FOUND, "File '" + fileId + "' is in no folder of agent '" + agentId + "'");
    }
  }

  /** An open file. */
  record Open(String fileId, String name) {}

  /** The open files of an agent, the one touched last first. */
  static List<Open> open(Tx tx, String tenant, String agentId) {
    return tx.query(
        "select c.id, c.name"
            + JOIN
            + " where l.tenant = ? and l.agent_id = ? and l.is_open = 1"
            + " order by l.accessed_at desc, c.id",
        row -> new Open(row.text("id"), row.text("name")),
        tenant,
        agentId);
  }
}
