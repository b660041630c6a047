package io.thoth.memory.tools;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Change;
import io.thoth.memory.journal.Journal;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Conditions;
import io.thoth.memory.sql.Row;
import io.thoth.memory.sql.Tx;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of tools, inside the transaction given; every change is journalled with it. */
final class ToolStore {

  static Tool tool(Row row) {
    return Json.read(row.text("state"), Tool.class);
  }

  Optional<Tool> named(Tx tx, String tenant, String name) {
    return tx.one(
        "select t.state from tool t where t.tenant = ? and t.name = ?",
        ToolStore::tool,
        tenant,
        name);
  }

  Optional<Tool> find(Tx tx, String tenant, String toolId) {
    return tx.one(
        "select t.state from tool t where t.tenant = ? and t.id = ?",
        ToolStore::tool,
        tenant,
        toolId);
  }

  Tool require(Tx tx, String tenant, String toolId) {
    return find(tx, tenant, toolId).orElseThrow(() -> Fault.notFound("Tool", toolId));
  }

  /** The tool to be changed; it stays as it is for others until the transaction ends. */
  Tool lock(Tx tx, String tenant, String toolId) {
    return tx.one(
            "select t.state from tool t where t.tenant = ? and t.id = ?" + tx.forUpdate("t"),
            ToolStore::tool,
            tenant,
            toolId)
        .orElseThrow(() -> Fault.notFound("Tool", toolId));
  }

  /** Those of these tools that are there, in no certain order. */
  List<Tool> all(Tx tx, String tenant, String column, List<String> values) {
    if (values.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> arguments = new ArrayList<>(values);
    arguments.addFirst(tenant);
    return tx.query(
        "select t.state from tool t where t.tenant = ? and t."
            + column
            + (" in (" + Conditions.marks(values) + ")"),
        ToolStore::tool,
        arguments.toArray());
  }

  /** Adds a tool; false, and nothing happens, when there is one with its name. */
  boolean insert(Tx tx, Caller caller, Tool tool) {
    int rows =
        tx.update(
            """
            insert into tool (tenant, id, name, tool_type, state, version, created_at, updated_at)
            values (?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
            """,
            caller.tenant(),
            tool.id(),
            tool.name(),
            tool.toolType(),
            Json.write(tool),
            tool.version(),
            Times.micros(tool.createdAt()),
            Times.micros(tool.updatedAt()));
    if (rows == 1) {
      journal(tx, caller, tool, "create");
    }
    return rows == 1;
  }

  void save(Tx tx, Caller caller, Tool before, Tool after) {
    int rows =
        tx.update(
            """
            update tool set name = ?, tool_type = ?, state = ?, version = ?, updated_at = ?
            where tenant = ? and id = ? and version = ?
            """,
            after.name(),
            after.toolType(),
            Json.write(after),
            after.version(),
            Times.micros(after.updatedAt()),
            caller.tenant(),
            after.id(),
            before.version());
    if (rows != 1) {
      throw Fault.conflict("Tool '" + after.id() + "' was changed at the same time; try again");
    }
    journal(tx, caller, after, "update");
  }

  /** Deletes a tool and takes it from every agent. */
  void delete(Tx tx, Caller caller, Tool tool) {
    tx.update("delete from tool where tenant = ? and id = ?", caller.tenant(), tool.id());
    Journal.append(tx, caller, Change.deletion(tool.id(), tool.version(), tool.updatedAt(), tool));
  }

  private static void journal(Tx tx, Caller caller, Tool tool, String operation) {
    Journal.append(
        tx,
        caller,
        new Change(tool.id(), tool.version(), operation, tool.updatedAt(), Json.write(tool)));
  }

  /** Whether every base tool is there. */
  boolean hasBase(Tx tx, String tenant) {
    return baseNames(tx, tenant).size() == LettaTools.names().size();
  }

  private static List<String> baseNames(Tx tx, String tenant) {
    List<@Nullable Object> arguments = new ArrayList<>(LettaTools.names());
    arguments.addFirst(tenant);
    return tx.query(
        "select t.name from tool t where t.tenant = ? and t.name in ("
            + (Conditions.marks(LettaTools.names()) + ")"),
        row -> row.text("name"),
        arguments.toArray());
  }

  /** Makes the base tools that are missing. */
  void seed(Tx tx, Caller caller) {
    List<String> known = baseNames(tx, caller.tenant());
    for (LettaTools.Base base : LettaTools.all()) {
      if (!known.contains(base.name())) {
        insert(tx, caller, base.made(Id.fresh(Id.TOOL), caller.actor()));
      }
    }
  }
}
