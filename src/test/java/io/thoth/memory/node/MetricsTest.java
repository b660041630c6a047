package io.thoth.memory.node;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.TestNode;
import org.junit.jupiter.api.Test;

/** What a node tells Prometheus. */
class MetricsTest {

  @Test
  void operationsAndWhatIsInFlightAreToldByName() {
    try (TestNode node = TestNode.start()) {
      node.get("/v1/blocks/count");
      node.get("/v1/blocks/block-00000000-0000-4000-8000-000000000000");

      String metrics = node.get("/metrics").body();

      assertLine(metrics, "thoth_operation_seconds_count", "core.block.count", "ok", "1");
      assertLine(metrics, "thoth_operation_seconds_count", "core.block.read", "not_found", "1");
      assertTrue(
          metrics.contains("\nthoth_http_request_seconds_count{method=\"GET\",status=\"404\"} 1\n"),
          metrics);
      assertTrue(metrics.contains("\nthoth_in_flight 0.0\n"), metrics);
      assertTrue(metrics.contains("\nthoth_oldest_in_flight_seconds 0.0\n"), metrics);
      assertTrue(metrics.contains("\nthoth_store_waiting_writes 0.0\n"), metrics);
      assertTrue(metrics.contains("\nvertx_"), metrics);
    }
  }

  private static void assertLine(
      String metrics, String name, String operation, String outcome, String value) {
    String line =
        "\n%s{operation=\"%s\",outcome=\"%s\"} %s\n".formatted(name, operation, outcome, value);
    assertTrue(metrics.contains(line), metrics);
  }
}
