package io.thoth.memory.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.thoth.memory.json.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A custom tool to be stored. Its name and schema are read from the source code unless {@code
 * jsonSchema} says them.
 *
 * @param name only for a tool that is named neither by its schema nor by its source
 */
public record NewTool(
    String sourceCode,
    @Nullable String sourceType,
    @Nullable String name,
    @Nullable Map<String, Object> jsonSchema,
    @Nullable Map<String, Object> argsJsonSchema,
    @Nullable String description,
    @Nullable List<String> tags,
    @Nullable Integer returnCharLimit,
    @Nullable List<Tool.Requirement> pipRequirements,
    @Nullable List<Tool.Requirement> npmRequirements,
    @Nullable Boolean defaultRequiresApproval,
    @Nullable Boolean enableParallelExecution,
    @JsonProperty("metadata_") @Nullable Map<String, Object> metadata) {
  public NewTool {
    ToolRules.source(sourceCode);
    ToolRules.sourceType(sourceType);
    ToolRules.returnLimit(returnCharLimit);
    jsonSchema = Texts.object("json_schema", jsonSchema);
    argsJsonSchema = Texts.object("args_json_schema", argsJsonSchema);
    metadata = Texts.object("metadata_", metadata);
    tags = tags == null ? null : Texts.tags("tags", tags);
  }

  /** The same as a change of the tool that has its name. */
  ToolPatch patch() {
    return new ToolPatch(
        sourceCode,
        sourceType,
        jsonSchema,
        argsJsonSchema,
        description,
        tags,
        returnCharLimit,
        pipRequirements,
        npmRequirements,
        defaultRequiresApproval,
        enableParallelExecution,
        metadata);
  }
}
