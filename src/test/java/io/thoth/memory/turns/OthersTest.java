package io.thoth.memory.turns;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.TestNode;
import org.junit.jupiter.api.Test;

class OthersTest {
  @Test
  void whoeverSendsARequestIsSeen() {
    try (TestNode node = TestNode.start()) {
      long before = System.nanoTime();

      node.get("/v1/models/");

      assertTrue(Others.last() - before >= 0);
    }
  }
}
