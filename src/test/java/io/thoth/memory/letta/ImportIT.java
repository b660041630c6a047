package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.support.HttpPeer;
import io.thoth.memory.support.Program;
import io.thoth.memory.support.Reply;
import io.thoth.memory.support.RunningProgram;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code bin/thoth-memory import} as a person runs it, from the packaged program that plays the old
 * server and wants a password.
 */
class ImportIT {
  private static final String PASSWORD = "open sesame";
  private static final String[] LET_IN = {"Authorization", "Bearer " + PASSWORD};
  private static final int PASSAGES = 120;
  private static final int MESSAGES = 250;

  @RegisterExtension
  static final RunningProgram OLD =
      new RunningProgram(
          Map.of(
              "LETTA_SERVER_SECURE", "true",
              "LETTA_SERVER_PASSWORD", PASSWORD,
              "THOTH_EMBEDDER", "none"));

  private static String agent = "";

  @TempDir Path folder;

  @BeforeAll
  static void fill() {
    try (HttpPeer old = peer(OLD.get())) {
      agent =
          made(
              old,
              "/v1/agents/",
              Map.of(
                  "name", "ada", "memory_blocks", List.of(Map.of("label", "human", "value", "G"))));
      String archive = made(old, "/v1/archives/", Map.of("name", "papers"));
      done(old.patch("/v1/agents/" + agent + "/archives/attach/" + archive, Map.of(), LET_IN));
      List<Map<String, String>> passages =
          IntStream.range(0, PASSAGES).mapToObj(i -> Map.of("text", "paper " + i)).toList();
      done(
          old.post(
              "/v1/archives/" + archive + "/passages/batch", Map.of("passages", passages), LET_IN));
      List<Map<String, String>> messages =
          IntStream.range(0, MESSAGES)
              .mapToObj(i -> Map.of("role", "user", "content", "said " + i))
              .toList();
      done(
          old.post(
              "/v1/agents/" + agent + "/messages/capture", Map.of("messages", messages), LET_IN));
    }
  }

  private static HttpPeer peer(Program program) {
    return new HttpPeer() {
      @Override
      public String url() {
        return program.url();
      }
    };
  }

  private static String made(HttpPeer old, String path, Map<String, Object> body) {
    return done(old.post(path, body, LET_IN)).json().get("id").asText();
  }

  private static Reply done(Reply reply) {
    assertEquals(2, reply.status() / 100, reply::toString);
    return reply;
  }

  private Program here() {
    return Program.start(ImportRun.data(folder), Map.of("THOTH_EMBEDDER", "none"));
  }

  @Test
  void itCarriesTellsHowFarItIsAndReports() throws Exception {
    ImportRun outcome = ImportRun.in(folder, "--from", OLD.get().url(), "--password", PASSWORD);

    assertEquals(0, outcome.exit(), outcome::toString);
    assertTrue(
        outcome
            .errors()
            .containsAll(
                List.of(
                    "tools, blocks, identities and archives",
                    "agent 1 of 1",
                    "passages: 100, now those of ada",
                    "messages: 99, now those of ada")),
        outcome::toString);
    requireLine(outcome, "agents +1 carried +0 here already");
    requireLine(outcome, "passages +" + PASSAGES + " carried +0 here already");
    requireLine(outcome, "messages +" + MESSAGES + " carried +0 here already");
    requireLine(outcome, "imported from " + OLD.get().url() + " into .* in [0-9.]+ s;.*");
    requireEverything();
  }

  private static void requireLine(ImportRun outcome, String pattern) {
    assertTrue(outcome.output().lines().anyMatch(line -> line.matches(pattern)), outcome::toString);
  }

  /** The old program and one on the imported data tell the same. */
  private void requireEverything() {
    String of = "/v1/agents/" + agent;
    try (Program program = here();
        HttpPeer here = peer(program);
        HttpPeer old = peer(OLD.get())) {
      assertEquals("ada", here.get(of).json().get("name").asText());
      JsonNode block = here.get(of + "/core-memory/blocks/human").json();
      assertEquals("G", block.get("value").asText());
      for (String path :
          List.of(
              of + "/archival-memory?limit=1000&ascending=true",
              of + "/messages?limit=1000&order=asc&include_err=true",
              "/v1/archives/")) {
        List<String> there = told(done(old.get(path, LET_IN)).json());
        assertEquals(there, told(done(here.get(path)).json()), path);
        assertFalse(there.isEmpty(), path);
      }
    }
  }

  /** What is the same on both sides; a system message is made anew from the agent's prompt. */
  private static List<String> told(JsonNode list) {
    List<String> told = new ArrayList<>();
    for (JsonNode one : list) {
      boolean system = "system_message".equals(one.path("message_type").asText());
      for (String field : List.of("id", "name", "text", "created_at", "date", "content")) {
        told.add(system && field.equals("content") ? "" : one.path(field).asText());
      }
    }
    return told;
  }

  @Test
  void aSecondRunFindsNothingToChange() throws Exception {
    String[] words = {"--from", OLD.get().url(), "--password", PASSWORD};
    ImportRun.in(folder, words);

    ImportRun again = ImportRun.in(folder, words);

    assertEquals(0, again.exit(), again::toString);
    assertFalse(again.output().matches("(?s).* [1-9][0-9,]* carried.*"), again::toString);
    requireLine(again, "agents +0 carried +1 here already");
  }

  @Test
  void theOrganizationOfAnotherUserIsCarried() throws Exception {
    String user;
    try (HttpPeer old = peer(OLD.get())) {
      String other = made(old, "/v1/admin/orgs/", Map.of("name", "other"));
      user = made(old, "/v1/admin/users/", Map.of("name", "grace", "organization_id", other));
      Map<String, String> hers = Map.of("name", "hers");
      done(old.post("/v1/agents/", hers, LET_IN[0], LET_IN[1], "user_id", user));
    }

    ImportRun outcome =
        ImportRun.in(folder, "--from", OLD.get().url(), "--password", PASSWORD, "--user", user);

    assertEquals(0, outcome.exit(), outcome::toString);
    try (Program program = here();
        HttpPeer here = peer(program)) {
      JsonNode agents = here.get("/v1/agents/").json();
      assertEquals(1, agents.size());
      assertEquals("hers", agents.at("/0/name").asText());
    }
  }

  @Test
  void aWrongPasswordIsSaidInOneLine() throws Exception {
    ImportRun outcome = ImportRun.in(folder, "--from", OLD.get().url(), "--password", "wrong");

    assertEquals(1, outcome.exit());
    assertFalse(outcome.output().contains("carried"), outcome::toString);
    assertEquals(1, outcome.errors().size(), outcome::toString);
    String line = outcome.errors().getFirst();
    assertTrue(line.startsWith("thoth-memory: GET /v1/agents/count"), line);
    assertTrue(line.endsWith("answers 401: the old server takes another --password"), line);
  }

  @Test
  void aServerThatCannotBeReachedIsAskedAgainAndThenSaidInOneLine() throws Exception {
    String nobody = "127.0.0.1:1";

    ImportRun outcome = ImportRun.in(folder, "--from", "http://" + nobody);

    assertEquals(1, outcome.exit());
    assertFalse(outcome.output().contains("carried"), outcome::toString);
    List<String> waits = outcome.errors().subList(0, outcome.errors().size() - 1);
    String wait = "GET /v1/agents/count: no connection to " + nobody + "; asked again in ";
    assertTrue(
        waits.size() == 5 && waits.stream().allMatch(line -> line.startsWith(wait)),
        outcome::toString);
    String line = outcome.errors().getLast();
    assertTrue(line.startsWith("thoth-memory: GET /v1/agents/count"), line);
    assertTrue(line.contains("failed 6 times, lastly: no connection to " + nobody + "; "), line);
    assertTrue(line.endsWith("the same command goes on from there"), line);
  }
}
