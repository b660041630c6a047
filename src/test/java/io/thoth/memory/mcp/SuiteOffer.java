package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.AudioContent;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.thoth.memory.fault.Fault;
import java.util.List;
import java.util.Map;

/**
 * The tools and resources that the scenarios of {@code @modelcontextprotocol/conformance} call by
 * name and describe as requirements. They are served by the product's own edge, but no product.
 */
final class SuiteOffer {
  /** One red pixel. */
  static final String PNG =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGP4z8AAAAMBAQDJ/pLvAAAAAElFTkSuQmCC";

  /** A header, and no sound. */
  private static final String WAV = "UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=";

  private static final Map<String, Object> NO_ARGUMENTS =
      Map.of("type", "object", "properties", Map.of());

  private static final Map<String, Object> TEXT = Map.of("type", "string");

  private static final Map<String, Object> SCHEMA_2020 =
      Map.of(
          "$schema",
          "https://json-schema.org/draft/2020-12/schema",
          "type",
          "object",
          "$defs",
          Map.of(
              "address",
              Map.of("type", "object", "properties", Map.of("street", TEXT, "city", TEXT))),
          "properties",
          Map.of("name", TEXT, "address", Map.of("$ref", "#/$defs/address")),
          "additionalProperties",
          false);

  private SuiteOffer() {}

  static Offer offer() {
    return new Offer(tools(), new SuiteResources());
  }

  private static List<SyncToolSpecification> tools() {
    Content text = new TextContent("Multiple content types test:");
    Content image = new ImageContent(null, PNG, "image/png");
    return List.of(
        answering("test_simple_text", _ -> Said.of("This is a simple text response for testing.")),
        answering("test_error_handling", SuiteOffer::fail),
        returning("test_image_content", image),
        returning("test_audio_content", new AudioContent(null, WAV, "audio/wav")),
        returning(
            "test_embedded_resource",
            embedded(
                "test://embedded-resource", "text/plain", "This is an embedded resource content.")),
        returning(
            "test_multiple_content_types",
            text,
            image,
            embedded(
                "test://mixed-content-resource",
                "application/json",
                "{\"test\":\"data\",\"value\":123}")),
        tool("json_schema_2020_12_tool", SCHEMA_2020, text));
  }

  /** As the tools of memory are made. */
  private static SyncToolSpecification answering(String name, MemoryTool.Work work) {
    return new MemoryTool(name, "Of the suite", ToolSchema.empty(), false, work).served();
  }

  private static Said fail(ToolCall call) {
    throw Fault.conflict("This tool intentionally returns an error for testing");
  }

  private static SyncToolSpecification returning(String name, Content... contents) {
    return tool(name, NO_ARGUMENTS, contents);
  }

  private static SyncToolSpecification tool(
      String name, Map<String, Object> schema, Content... contents) {
    CallToolResult result = CallToolResult.builder().content(List.of(contents)).build();
    Tool tool = Tool.builder(name, schema).description("Of the suite").build();
    return new SyncToolSpecification(tool, (_, _) -> result);
  }

  private static Content embedded(String uri, String type, String text) {
    ResourceContents contents = new TextResourceContents(uri, type, text);
    return new EmbeddedResource(null, contents);
  }
}
