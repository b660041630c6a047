package io.thoth.memory.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.thoth.memory.json.Texts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to change of a tool; absent and null both mean: leave as it is. Another source code without
 * a schema is read for its name and schema again.
 */
public record ToolPatch(
    @Nullable String sourceCode,
    @Nullable String sourceType,
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
  public ToolPatch {
    ToolRules.source(sourceCode);
    ToolRules.sourceType(sourceType);
    ToolRules.returnLimit(returnCharLimit);
    jsonSchema = Texts.object("json_schema", jsonSchema);
    argsJsonSchema = Texts.object("args_json_schema", argsJsonSchema);
    metadata = Texts.object("metadata_", metadata);
    tags = tags == null ? null : Texts.tags("tags", tags);
  }
}
