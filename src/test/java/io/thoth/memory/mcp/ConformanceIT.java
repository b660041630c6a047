package io.thoth.memory.mcp;

import io.thoth.memory.config.Variables;
import io.thoth.memory.support.NodeProject;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The protocol's own conformance suite against a node whose edge serves, beside the memory, what
 * the suite's scenarios want to find: same transport, same checks, other tools and resources.
 */
class ConformanceIT {
  private static final String PATH = "/suite/mcp";

  @Test
  void everyScenarioForToolsAndResourcesPasses() {
    NodeProject.MCP.install();
    McpConfig names = McpConfig.of(Variables.of(Map.of()), "127.0.0.1", List.of());
    McpRoutes suite = new McpRoutes(PATH, names, SuiteOffer.offer(), "1.0.0");

    try (TestNode node = TestNode.start(Map.of(), suite.endpoints())) {
      NodeProject.MCP.test("suite.test.js", 33, Map.of("THOTH_MCP_URL", node.url() + PATH));
    }
  }
}
