package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was carried is found by its meaning once a node has embedded it. */
class EmbeddedLaterTest {
  private static final long LIMIT = 60_000_000_000L;

  @TempDir Path folder;

  @Test
  void theNextNodeEmbedsWhatCame() {
    String agent;
    Destination destination =
        new Destination(Map.of("THOTH_DATA_DIR", folder.toString(), "THOTH_EMBEDDER", "local"));
    try (TestNode source = TestNode.start();
        OldLetta old = OldLetta.before(source)) {
      agent = OldMemory.made(source, "/v1/agents/", Map.of("name", "ada"));
      String memory = "/v1/agents/" + agent + "/archival-memory";
      for (String text :
          new String[] {
            "Her cat is called Byte and sleeps on the router.",
            "The build takes nine minutes on the old machine."
          }) {
        OldMemory.done(source.post(memory, Map.of("text", text)));
      }
      destination.bring(old);
    }

    try (TestNode node = destination.node()) {
      long end = System.nanoTime() + LIMIT;
      while (node.get("/api/memory/stats").json().get("pending_passages").asInt() > 0) {
        assertTrue(System.nanoTime() < end, "not everything was embedded");
        Thread.onSpinWait();
      }
      String question = "/archival-memory/search?query=which+pets+are+there&top_k=1";
      String found = node.get("/v1/agents/" + agent + question).body();
      assertTrue(found.contains("Her cat is called Byte"), found);
      assertEquals(200, node.get("/v1/agents/" + agent).status());
    }
  }
}
