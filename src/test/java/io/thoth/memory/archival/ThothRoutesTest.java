package io.thoth.memory.archival;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Archival memory under the path that Thoth has for it, where the text is the content. */
class ThothRoutesTest {
  private TestNode node;
  private String agent;

  @BeforeEach
  void start() {
    node = TestNode.start();
    agent = "/v1/agents/" + node.post("/v1/agents/", "{}").json().path("id").asText();
  }

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void aPassageIsStoredAndDeletedLikeAnyOther() {
    JsonNode stored =
        node.post(agent + "/archival", Map.of("content", "owls", "tags", List.of("a"))).json();
    JsonNode listed = node.get(agent + "/archival-memory").json();
    Reply deleted = node.delete(agent + "/archival/" + stored.at("/0/id").asText());

    assertEquals(1, stored.size(), stored::toString);
    assertEquals("owls", stored.at("/0/text").asText());
    assertEquals(stored.at("/0/id"), listed.at("/0/id"));
    assertEquals("a", listed.at("/0/tags/0").asText());
    assertEquals(200, deleted.status(), deleted::toString);
    assertEquals(0, node.get(agent + "/archival-memory").json().size());
  }

  @Test
  void whatIsNoPassageIsRefused() {
    String missing = agent + "/archival/passage-11111111-1111-4111-8111-111111111111";

    assertEquals(422, node.post(agent + "/archival", "{}").status());
    assertEquals(422, node.post(agent + "/archival", Map.of("content", " ")).status());
    assertEquals(404, node.delete(missing).status());
  }
}
