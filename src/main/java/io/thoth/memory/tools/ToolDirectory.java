package io.thoth.memory.tools;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Json;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which tools there are: what other features ask and change inside their own transactions. A
 * transaction cannot cross the bus, so this part of the contract is called, not sent.
 */
public final class ToolDirectory {
  /** The kind of tools that an MCP server offers. */
  public static final String EXTERNAL_MCP = "external_mcp";

  private static final ToolStore STORE = new ToolStore();

  private ToolDirectory() {}

  /** A tool that an MCP server offers, under the name it has there. */
  public record Offered(String name, String description, Map<String, Object> parameters) {}

  public static Optional<Tool> named(Tx tx, String tenant, String name) {
    return STORE.named(tx, tenant, name);
  }

  public static Optional<Tool> find(Tx tx, String tenant, String toolId) {
    return STORE.find(tx, tenant, toolId);
  }

  /**
   * Stores a tool of an MCP server, or what it has become since. The name of a base or custom tool
   * stays with that tool, and the fault {@code CONFLICT} says so.
   *
   * @param metadata whose tool it is
   */
  public static Tool offer(
      Tx tx, Caller caller, Offered offered, List<String> tags, Map<String, Object> metadata) {
    if (LettaTools.has(offered.name())) {
      throw Fault.conflict("'" + offered.name() + "' is the name of a base tool");
    }
    Optional<Tool> known = STORE.named(tx, caller.tenant(), offered.name());
    if (known.isEmpty()) {
      Tool made = made(caller, offered, tags, metadata);
      STORE.insert(tx, caller, made);
      return made;
    }
    Tool before = known.get();
    if (!before.toolType().equals(EXTERNAL_MCP)) {
      throw Fault.conflict("There is another tool named '" + offered.name() + "'");
    }
    ToolPatch patch =
        new ToolPatch(
            null,
            null,
            schema(offered),
            null,
            offered.description(),
            tags,
            null,
            null,
            null,
            null,
            null,
            metadata);
    Tool after = ToolMaking.patched(caller, before, patch);
    STORE.save(tx, caller, before, after);
    return after;
  }

  /** The tool that these fields make, as other servers and files tell of one. */
  public static Tool arriving(Caller caller, String id, ObjectNode fields) {
    ObjectNode tool = fields.deepCopy();
    String now = Times.text(Times.now());
    tool.put("id", id).put("version", 1).put("created_at", now).put("updated_at", now);
    tool.put("created_by_id", caller.actor()).put("last_updated_by_id", caller.actor());
    usual(tool, "tags", Json.raw().createArrayNode());
    usual(tool, "tool_type", tool.textNode("custom"));
    usual(tool, "return_char_limit", tool.numberNode(ToolRules.USUAL_RETURN_LIMIT));
    usual(tool, "enable_parallel_execution", tool.booleanNode(false));
    return Json.convert(tool, Tool.class);
  }

  private static void usual(ObjectNode item, String field, JsonNode usual) {
    if (!item.hasNonNull(field)) {
      item.set(field, usual);
    }
  }

  /**
   * The tool under the name that an arriving one has. A base tool stays what it is; another one
   * takes what arrives when {@code override} says so; one that is missing is made.
   */
  public static Tool arrive(Tx tx, Caller caller, Tool arriving, boolean override) {
    ToolRules.name("name", arriving.name());
    if (LettaTools.has(arriving.name())) {
      STORE.seed(tx, caller);
    }
    Optional<Tool> known = STORE.named(tx, caller.tenant(), arriving.name());
    if (known.isEmpty()) {
      STORE.insert(tx, caller, arriving);
      return arriving;
    }
    Tool before = known.get();
    ToolPatch patch = patch(arriving);
    boolean same = !before.toolType().equals(arriving.toolType()) || patch.equals(patch(before));
    if (!override || same || LettaTools.has(before.name())) {
      return before;
    }
    Tool after = ToolMaking.patched(caller, before, patch);
    STORE.save(tx, caller, before, after);
    return after;
  }

  private static ToolPatch patch(Tool tool) {
    return new ToolPatch(
        tool.sourceCode(),
        tool.sourceType(),
        tool.jsonSchema(),
        tool.argsJsonSchema(),
        tool.description(),
        tool.tags(),
        tool.returnCharLimit(),
        tool.pipRequirements(),
        tool.npmRequirements(),
        tool.defaultRequiresApproval(),
        tool.enableParallelExecution(),
        tool.metadata());
  }

  /** Deletes a tool, if it is there, and takes it from every agent. */
  public static void delete(Tx tx, Caller caller, String toolId) {
    STORE.find(tx, caller.tenant(), toolId).ifPresent(tool -> STORE.delete(tx, caller, tool));
  }

  private static Tool made(
      Caller caller, Offered offered, List<String> tags, Map<String, Object> metadata) {
    Instant now = Times.now();
    ToolRules.name("name", offered.name());
    return new Tool(
        Id.fresh(Id.TOOL),
        EXTERNAL_MCP,
        offered.description(),
        "json",
        offered.name(),
        tags,
        null,
        schema(offered),
        null,
        ToolRules.USUAL_RETURN_LIMIT,
        null,
        null,
        null,
        false,
        caller.actor(),
        caller.actor(),
        metadata,
        null,
        1,
        now,
        now);
  }

  private static Map<String, Object> schema(Offered offered) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("name", offered.name());
    schema.put("description", offered.description());
    schema.put("parameters", offered.parameters());
    return schema;
  }
}
