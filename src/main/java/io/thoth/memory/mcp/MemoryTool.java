package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One tool as agents see it.
 *
 * @param changes whether it changes what is stored
 * @param work what it does; a fault it throws becomes a result that says {@code isError}
 */
record MemoryTool(String name, String description, ToolSchema schema, boolean changes, Work work) {
  private static final Logger LOG = LoggerFactory.getLogger(MemoryTool.class);

  /** Does what a tool does. */
  @FunctionalInterface
  interface Work {
    Said of(ToolCall call);
  }

  SyncToolSpecification served() {
    Tool tool =
        Tool.builder(name, schema.json())
            .description(description)
            .annotations(
                ToolAnnotations.builder().readOnlyHint(!changes).openWorldHint(false).build())
            .build();
    return new SyncToolSpecification(
        tool, (context, request) -> result(new ToolCall(Peer.of(context), request)));
  }

  private CallToolResult result(ToolCall call) {
    try {
      Said said = work.of(call);
      CallToolResult.Builder result = CallToolResult.builder().addTextContent(said.text());
      said.data().ifPresent(result::structuredContent);
      return result.isError(said.failed()).build();
    } catch (Fault fault) {
      if (fault.kind() == FaultKind.INTERNAL) {
        LOG.error("request={} tool={}", call.reading().requestId(), name, fault);
      }
      return refusal(fault.getMessage());
    } catch (RuntimeException problem) {
      LOG.error("request={} tool={}", call.reading().requestId(), name, problem);
      return refusal("An unknown error occurred");
    }
  }

  private CallToolResult refusal(String why) {
    return CallToolResult.builder()
        .addTextContent("Error in " + name + ": " + why)
        .isError(true)
        .build();
  }
}
