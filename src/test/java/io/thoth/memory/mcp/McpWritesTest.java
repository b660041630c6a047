package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.mcp.McpPeer.Result;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tools that write, and what becomes of a write that is repeated or refused. */
class McpWritesTest extends McpFixture {
  @Test
  void aWriteSaysWhatIsStoredNow() {
    McpPeer peer = new McpPeer(node, "/mcp/agents/" + made("carol", "Likes owls."));

    Result appended =
        peer.call("core_memory_append", Map.of("memory_block", "human", "text", "Has a boat."));
    Result replaced =
        peer.call(
            "core_memory_replace",
            Map.of("label", "human", "old_content", "boat", "new_content", "ship"));

    assertEquals("Stored. 'human' now holds:\nLikes owls.\nHas a boat.", appended.text());
    assertEquals("Stored. 'human' now holds:\nLikes owls.\nHas a ship.", replaced.text());
    assertEquals(
        "Likes owls.\nHas a ship.", peer.call("core_memory_read", Map.of("label", "human")).text());
  }

  @Test
  void aWriteUnderOneKeyHappensOnce() {
    McpPeer peer = new McpPeer(node, "/mcp/agents/" + made("dora", "x"));
    Map<String, Object> arguments = Map.of("label", "human", "content", "y");

    Result first = peer.call("core_memory_append", arguments, "Idempotency-Key", "append-once");
    Result again = peer.call("core_memory_append", arguments, "Idempotency-Key", "append-once");

    assertEquals(first.text(), again.text());
    assertEquals("x\ny", peer.call("core_memory_read", Map.of("label", "human")).text());
  }

  @Test
  void aFullBlockAndAReplaceThatMatchesNothingAreErrorsThatChangeNothing() {
    Map<String, Object> full = Map.of("label", "human", "content", "x".repeat(101));
    Map<String, Object> unmatched =
        Map.of("label", "human", "old_content", "cats", "new_content", "dogs");

    assertTrue(ada.call("core_memory_append", full).failed());
    assertTrue(ada.call("core_memory_replace", unmatched).failed());
    assertEquals("Likes owls.", ada.call("core_memory_read", Map.of("label", "human")).text());
  }

  @Test
  void aReadOnlyBlockIsAnError() {
    String reader = made("eve", "Fixed.");
    McpPeer peer = new McpPeer(node, "/mcp/agents/" + reader);
    node.patch("/v1/agents/" + reader + "/core-memory/blocks/human", Map.of("read_only", true));

    Result result = peer.call("core_memory_append", Map.of("label", "human", "content", "x"));

    assertTrue(result.failed(), result::text);
    assertTrue(result.text().contains("read-only"), result::text);
    assertEquals("Fixed.", peer.call("core_memory_read", Map.of("label", "human")).text());
  }

  @Test
  void aPassageIsStoredOnceUnderOneKeyWhereverItStands() {
    Map<String, Object> arguments =
        Map.of("text", "Owls hunt at dusk.", "tags", List.of("owl"), "metadata", Map.of("a", 1));
    Map<String, Object> byMeta =
        Map.of(
            "name",
            "archival_memory_insert",
            "arguments",
            arguments,
            "_meta",
            Map.of("idempotency_key", "once"));

    Result first = McpPeer.result(ada.result("tools/call", byMeta));
    Result again = McpPeer.result(ada.result("tools/call", byMeta));
    Result byHeader = ada.call("archival_memory_insert", arguments, "Idempotency-Key", "once");
    Result other =
        ada.call("archival_memory_insert", Map.of("content", "x"), "Idempotency-Key", "once");

    assertFalse(first.failed(), first::text);
    assertTrue(first.text().contains("Owls hunt at dusk."), first::text);
    assertEquals(first.data().path("id"), again.data().path("id"));
    assertEquals(first.data().path("id"), byHeader.data().path("id"));
    assertTrue(other.failed(), other::text);
  }

  @Test
  void aPassageIsFoundAgain() {
    ada.call("archival_memory_insert", Map.of("content", "The ferry leaves at nine."));

    Result found = ada.call("archival_memory_search", Map.of("query", "ferry", "top_k", 1));

    assertFalse(found.failed(), found::text);
    assertEquals(1, found.data().path("count").asInt());
    assertTrue(found.text().contains("The ferry leaves at nine."), found::text);
  }
}
