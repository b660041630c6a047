package io.thoth.memory.tools;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.tools.python.PythonFunction;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Makes tools out of what clients say of them. */
final class ToolMaking {
  private static final String PYTHON = "python";

  private ToolMaking() {}

  static Tool made(Caller caller, NewTool fresh) {
    Instant now = Times.now();
    String type = or(fresh.sourceType(), PYTHON);
    Map<String, Object> schema = schema(fresh, type);
    return new Tool(
        Id.fresh(Id.TOOL),
        ToolRules.CUSTOM,
        or(fresh.description(), description(schema)),
        type,
        name(schema),
        or(fresh.tags(), List.of()),
        fresh.sourceCode(),
        schema,
        fresh.argsJsonSchema(),
        or(fresh.returnCharLimit(), ToolRules.USUAL_RETURN_LIMIT),
        fresh.pipRequirements(),
        fresh.npmRequirements(),
        fresh.defaultRequiresApproval(),
        Boolean.TRUE.equals(fresh.enableParallelExecution()),
        caller.actor(),
        caller.actor(),
        or(fresh.metadata(), Map.of()),
        null,
        1,
        now,
        now);
  }

  private static Map<String, Object> schema(NewTool fresh, String type) {
    Map<String, Object> given = fresh.jsonSchema();
    if (given == null) {
      return read(type, fresh.sourceCode(), fresh.description(), fresh.argsJsonSchema());
    }
    Map<String, Object> schema = new LinkedHashMap<>(given);
    if (!(schema.get("name") instanceof String)) {
      String name =
          fresh.name() != null
              ? fresh.name()
              : name(read(type, fresh.sourceCode(), fresh.description(), null));
      schema.put("name", name);
    }
    return schema;
  }

  /** The schema that the source code says. */
  private static Map<String, Object> read(
      String type,
      String source,
      @Nullable String description,
      @Nullable Map<String, Object> parameters) {
    if (!type.equals(PYTHON)) {
      throw new Fault(
          FaultKind.UNACCEPTABLE,
          "json_schema: is required, because only the source of a python tool is read");
    }
    Map<String, Object> schema = PythonFunction.read(source).schema();
    if (schema.get("description") == null && description != null) {
      schema.put("description", description);
    }
    if (parameters != null) {
      schema.put("parameters", parameters);
    }
    return schema;
  }

  static Tool patched(Caller caller, Tool tool, ToolPatch patch) {
    String type = or(patch.sourceType(), or(tool.sourceType(), PYTHON));
    Map<String, Object> schema = schema(tool, patch, type);
    boolean described = patch.description() != null || patch.sourceCode() == null;
    return new Tool(
        tool.id(),
        tool.toolType(),
        described ? or(patch.description(), tool.description()) : description(schema),
        type,
        schema == null ? tool.name() : name(schema),
        or(patch.tags(), tool.tags()),
        or(patch.sourceCode(), tool.sourceCode()),
        schema,
        or(patch.argsJsonSchema(), tool.argsJsonSchema()),
        or(patch.returnCharLimit(), tool.returnCharLimit()),
        or(patch.pipRequirements(), tool.pipRequirements()),
        or(patch.npmRequirements(), tool.npmRequirements()),
        or(patch.defaultRequiresApproval(), tool.defaultRequiresApproval()),
        or(patch.enableParallelExecution(), tool.enableParallelExecution()),
        tool.createdById(),
        caller.actor(),
        or(patch.metadata(), tool.metadata()),
        tool.projectId(),
        tool.version() + 1,
        tool.createdAt(),
        Times.nowAfter(tool.updatedAt()));
  }

  private static @Nullable Map<String, Object> schema(Tool tool, ToolPatch patch, String type) {
    if (patch.jsonSchema() != null) {
      Map<String, Object> schema = new LinkedHashMap<>(patch.jsonSchema());
      schema.putIfAbsent("name", tool.name());
      return schema;
    }
    if (patch.sourceCode() == null || patch.sourceCode().equals(tool.sourceCode())) {
      return tool.jsonSchema();
    }
    return read(type, patch.sourceCode(), patch.description(), patch.argsJsonSchema());
  }

  /** A base tool as this version of the program has it; what clients set of it stays. */
  static Tool renewed(Caller caller, Tool tool, LettaTools.Base base) {
    ToolPatch patch =
        new ToolPatch(
            null,
            null,
            base.schema(),
            null,
            base.description(),
            null,
            null,
            null,
            null,
            null,
            null,
            null);
    return patched(caller, tool, patch);
  }

  private static String name(Map<String, Object> schema) {
    if (!(schema.get("name") instanceof String name)) {
      throw new Fault(FaultKind.UNACCEPTABLE, "json_schema: name must be a string");
    }
    return ToolRules.name("json_schema", name);
  }

  private static @Nullable String description(@Nullable Map<String, Object> schema) {
    return schema == null ? null : Objects.toString(schema.get("description"), null);
  }

  private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }
}
