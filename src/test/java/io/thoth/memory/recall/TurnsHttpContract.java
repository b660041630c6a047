package io.thoth.memory.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.json.Json;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.TestNode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Turns over HTTP: what is stored, what is answered, and the form of events. */
abstract class TurnsHttpContract {
  @SuppressWarnings("NullAway.Init") // by begin
  private static TestNode node;

  @SuppressWarnings("NullAway.Init") // by begin
  private static String agent;

  static void begin(Map<String, String> database) {
    node = TestNode.start(database);
    agent = node.post("/v1/agents/", "{}").json().get("id").asText();
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String conversation() {
    return node.post("/v1/conversations/?agent_id=" + agent, "{}").json().get("id").asText();
  }

  private static String ofAgent() {
    return "/v1/agents/" + agent + "/messages";
  }

  private static List<String> types(String body) {
    List<String> types = new ArrayList<>();
    for (String event : body.split("\n\n")) {
      assertTrue(event.startsWith("data: ") && !event.contains("\n"), event);
      String data = event.substring("data: ".length());
      types.add(
          data.equals("[DONE]")
              ? data
              : Json.parse(data.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                  .get("message_type")
                  .asText());
    }
    return types;
  }

  @Test
  void whatIsSentIsStoredAndNobodyAnswers() {
    Reply reply = node.post(ofAgent(), "{\"input\": \"good morning\"}");

    assertEquals(200, reply.status());
    assertEquals(0, reply.json().get("messages").size());
    assertEquals("end_turn", reply.json().at("/stop_reason/stop_reason").asText());
    assertEquals(
        "good morning", node.get(ofAgent() + "?limit=1").json().get(0).get("content").asText());
  }

  @Test
  void aConversationAnswersWithEventsUnlessToldNotTo() {
    String path = "/v1/conversations/" + conversation() + "/messages";

    Reply streamed = node.post(path, "{\"input\": \"one\"}");
    Reply whole = node.post(path, "{\"input\": \"two\", \"streaming\": false}");

    assertEquals(
        List.of("ping", "stop_reason", "usage_statistics", "[DONE]"), types(streamed.body()));
    assertEquals("text/event-stream", streamed.header("content-type").orElse(""));
    assertEquals("no-cache", streamed.header("cache-control").orElse(""));
    assertEquals("no", streamed.header("x-accel-buffering").orElse(""));
    assertTrue(streamed.body().endsWith("data: [DONE]\n\n"), streamed.body());
    assertEquals(0, whole.json().get("messages").size());
  }

  @Test
  void aPingIsLeftOutOnRequest() {
    Reply reply =
        node.post(ofAgent() + "/stream", "{\"input\": \"hey\", \"include_pings\": false}");

    assertEquals(List.of("stop_reason", "usage_statistics", "[DONE]"), types(reply.body()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"messages\": []}",
        "{\"input\": []}",
        "{\"input\": 7}",
        "{\"input\": \"a\", \"messages\": [{\"role\": \"user\", \"content\": \"b\"}]}",
        "{\"input\": \"a\", \"stream_tokens\": true}",
        "{\"input\": \"a\", \"background\": true}",
        "{\"input\": \"a\", \"include_pings\": true}",
        "{\"messages\": [{\"role\": \"ghost\", \"content\": \"b\"}]}",
        "{\"messages\": [{\"content\": \"b\"}]}"
      })
  void aWrongTurnIsRefused(String body) {
    assertEquals(422, node.post(ofAgent(), body).status());
  }

  @Test
  void nothingRunsThatCouldBeCancelledOrJoined() {
    String conversation = "/v1/conversations/" + conversation();

    assertEquals(409, node.post(ofAgent() + "/cancel", "{}").status());
    assertEquals(409, node.post(conversation + "/cancel", "{}").status());
    Reply joined = node.post(conversation + "/stream", "{}");
    assertEquals(400, joined.status());
    assertTrue(joined.body().contains("No active runs found"), joined.body());
  }

  @Test
  void anEmptyConversationCannotBeCompactedAndAnotherKeepsItsMessages() {
    String conversation = "/v1/conversations/" + conversation();

    assertEquals(400, node.post(conversation + "/compact", "{}").status());
    node.post(conversation + "/messages", "{\"input\": \"one\"}");
    int before = node.get(conversation + "/messages").json().size();
    Reply compacted = node.post(conversation + "/compact", "{}");

    assertEquals(501, compacted.status(), compacted::toString);
    assertEquals("false", compacted.header("x-should-retry").orElse(""));
    assertTrue(compacted.detail().contains("nothing was changed"), compacted::toString);
    assertEquals(before, node.get(conversation + "/messages").json().size());
  }

  @Test
  void whatThothSaysIsStoredAndAnsweredInItsOwnShape() {
    String conversation = conversation();
    String path = "/api/agents/" + agent + "/messages";

    Reply own = node.post(path, Map.of("message", "good evening", "user_id", "ada"));
    String said = lastSaid(ofAgent());
    Reply there = node.post(path, Map.of("message", "here", "thread_id", conversation));

    assertEquals("{\"message\":\"\",\"thread_id\":\"default\",\"tool_calls\":[]}", own.body());
    assertEquals(conversation, there.json().path("thread_id").asText());
    assertEquals("good evening", said);
    assertEquals("here", lastSaid("/v1/conversations/" + conversation + "/messages"));
    assertEquals(422, node.post(path, "{}").status());
    assertEquals(422, node.post(path, Map.of("message", "x", "thread_id", "7")).status());
  }

  private static String lastSaid(String path) {
    return node.get(path + "?limit=1").json().at("/0/content").asText();
  }

  @Test
  void aTurnInTheBackgroundIsOverAtOnce() {
    Reply run = node.post(ofAgent() + "/async", "{\"input\": \"later\"}");

    assertEquals("completed", run.json().get("status").asText());
    assertTrue(run.json().get("id").asText().startsWith("run-"), run.body());
    Reply known = node.get("/v1/runs/" + run.json().get("id").asText());
    assertTrue(known.json().get("background").asBoolean(), known.body());
  }

  @Test
  void aMessageCannotBeEdited() {
    String id = node.get(ofAgent()).json().get(0).get("id").asText();

    assertEquals(405, node.patch(ofAgent() + "/" + id, "{}").status());
  }

  @Test
  void aTurnSentTwiceUnderOneNameIsStoredOnce() {
    String path = "/v1/conversations/" + conversation() + "/messages";
    String body =
        "{\"streaming\": false, \"messages\":"
            + " [{\"role\": \"user\", \"content\": \"hi\", \"otid\": \"turn-1\"}]}";

    Arrays.asList(body, body).forEach(one -> assertEquals(200, node.post(path, one).status()));

    assertEquals(2, node.get(path).json().size());
  }
}
