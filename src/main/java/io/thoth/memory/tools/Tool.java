package io.thoth.memory.tools;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One tool, in the shape clients see.
 *
 * @param toolType {@code custom}, {@code external_mcp}, or the kind of a base tool
 * @param jsonSchema name, description and parameters as language models are told of them
 * @param returnCharLimit what it returns is cut to this many characters
 * @param defaultRequiresApproval whether an agent it is attached to must ask before it is run
 * @param version from 1, one more with every change
 */
public record Tool(
    String id,
    String toolType,
    @Nullable String description,
    @Nullable String sourceType,
    String name,
    List<String> tags,
    @Nullable String sourceCode,
    @Nullable Map<String, Object> jsonSchema,
    @Nullable Map<String, Object> argsJsonSchema,
    int returnCharLimit,
    @Nullable List<Requirement> pipRequirements,
    @Nullable List<Requirement> npmRequirements,
    @Nullable Boolean defaultRequiresApproval,
    boolean enableParallelExecution,
    String createdById,
    String lastUpdatedById,
    @JsonProperty("metadata_") @Nullable Map<String, Object> metadata,
    @Nullable String projectId,
    long version,
    Instant createdAt,
    Instant updatedAt) {

  /** A package that a tool's source code wants. */
  public record Requirement(String name, @Nullable String version) {}

  public Tool {
    tags = List.copyOf(tags);
    jsonSchema = closed(jsonSchema);
    argsJsonSchema = closed(argsJsonSchema);
    metadata = closed(metadata);
    pipRequirements = pipRequirements == null ? null : List.copyOf(pipRequirements);
    npmRequirements = npmRequirements == null ? null : List.copyOf(npmRequirements);
  }

  private static @Nullable Map<String, Object> closed(@Nullable Map<String, Object> object) {
    return object == null ? null : Collections.unmodifiableMap(object);
  }
}
