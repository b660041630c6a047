package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever the old server answers, the import ends, says where it was, and harms nothing. */
class HostileLettaTest {
  @SuppressWarnings("NullAway.Init") // by start
  private static TestNode source;

  private static String agent = "";

  @TempDir Path folder;

  @SuppressWarnings("NullAway.Init") // by begin
  private OldLetta old;

  @SuppressWarnings("NullAway.Init") // by begin
  private Destination destination;

  @BeforeAll
  static void start() {
    source = TestNode.start();
    agent = OldMemory.made(source, "/v1/agents/", Map.of("name", "ada"));
  }

  @AfterAll
  static void stop() {
    source.close();
  }

  @BeforeEach
  void begin() {
    old = OldLetta.before(source);
    destination = new Destination(Map.of("THOTH_DATA_DIR", folder.toString()));
  }

  @AfterEach
  void end() {
    old.close();
  }

  private LettaProblem problem() {
    return assertThrows(LettaProblem.class, () -> destination.bring(old));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/v1/agents/?    | 200 | {}               | GET /v1/agents/ answers something else than a"
            + " list",
        "/v1/agents/?    | 200 | [1]              | GET /v1/agents/ answers something else than an"
            + " object",
        "/v1/agents/?    | 200 | [{}]             | GET /v1/agents/ answers what cannot be read:"
            + " id: is required",
        "/v1/agents/?    | 200 | [{\"id\": 7}]    | GET /v1/agents/ answers what cannot be read:"
            + " id: must be a string",
        "/v1/agents/?    | 200 | [{\"id\": \"agent-../../x\"}] | is not of the form agent-<uuid4>",
        "/v1/agents/?    | 200 | <html>           | GET /v1/agents/",
        "/v1/agents/?    | 404 | {}               | this is no Letta",
        "/v1/blocks/?    | 200 | [{\"id\": \"block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\","
            + " \"value\": 1}] | GET /v1/blocks/ answers what cannot be read: value: must be a"
            + " string",
        "/v1/archives/?  | 200 | [{\"id\": \"archive-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\","
            + " \"name\": \"n\", \"created_at\": \"soon\"}] | GET /v1/archives/ answers what cannot"
            + " be read: created_at",
        "/v1/agents/?    | 422 | {\"detail\": \"limit\"} | answers 422 {\"detail\": \"limit\"}",
      })
  void aWrongShapeNamesTheRouteAndTheField(String path, int status, String body, String said) {
    old.can(target -> target.startsWith(path) ? new Canned(status, body) : null);

    assertTrue(problem().getMessage().contains(said), () -> problem().getMessage());
  }

  @Test
  void aMessageOfNoIdNamesItsRoute() {
    old.can(target -> target.contains("/messages?") ? new Canned(200, "[{\"id\": []}]") : null);

    String route = "GET /v1/agents/" + agent + "/messages answers what cannot be read: id: ";
    assertTrue(problem().getMessage().startsWith(route));
  }

  @Test
  void aPageThatIsRepeatedForEverIsNoticed() {
    String block = "{\"id\": \"block-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\", \"label\": \"l\"}";
    old.can(
        target -> target.startsWith("/v1/blocks/?") ? new Canned(200, "[" + block + "]") : null);

    assertEquals("GET /v1/blocks/ repeats itself without an end", problem().getMessage());
  }

  @Test
  void pagesThatGoInACircleAreNoticed() {
    String[] ids = new String[7];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = "tool-" + UUID.randomUUID();
    }
    int[] turn = new int[1];
    old.can(
        target ->
            target.startsWith("/v1/tools/?")
                ? new Canned(
                    200,
                    "[{\"id\": \"%s\", \"name\": \"n\"}]".formatted(ids[turn[0]++ % ids.length]))
                : null);

    assertEquals("GET /v1/tools/ repeats itself without an end", problem().getMessage());
  }

  @Test
  void anAnswerWithoutAnEndIsNotRead() {
    String large = "[" + " ".repeat(LettaClient.MOST_BYTES) + "]";
    old.can(target -> target.startsWith("/v1/blocks/?") ? new Canned(200, large) : null);

    assertEquals("GET /v1/blocks/ answers more than 32 MB at once", problem().getMessage());
    assertTrue(old.asked().stream().anyMatch(path -> path.endsWith("limit=1")));
  }

  @Test
  void pagesThatAreTooLargeAreAskedForInSmallerOnes() {
    String large = "[" + " ".repeat(LettaClient.MOST_BYTES) + "]";
    old.can(target -> target.contains("limit=100") ? new Canned(200, large) : null);

    Report report = destination.bring(old);

    assertEquals(1, report.carried().get(4).carried(), report::toString);
  }

  @Test
  void aPageOfThousandsIsTakenInParts() {
    StringBuilder page = new StringBuilder();
    for (int i = 0; i < 5_000; i++) {
      page.append(i == 0 ? "[" : ",")
          .append("{\"id\": \"block-%s\", \"label\": \"l\"}".formatted(UUID.randomUUID()));
    }
    String all = page.append("]").toString();
    old.can(
        target ->
            target.startsWith("/v1/blocks/?")
                ? new Canned(200, target.contains("after") ? "[]" : all)
                : null);

    Report report = destination.bring(old);

    assertTrue(report.carried().get(1).carried() >= 5_000, report::toString);
  }

  @Test
  void anAgentThatCannotBeHereIsReported() {
    String bad = "[{\"id\": \"%s\", \"name\": \"a/b\"}]".formatted(agent);
    old.can(
        target ->
            target.startsWith("/v1/agents/?")
                ? new Canned(200, target.contains("after") ? "[]" : bad)
                : null);

    Report report = destination.bring(old);

    assertEquals("agents", report.left().getFirst().kind());
    assertTrue(report.left().getFirst().reason().startsWith(agent + ": name: may hold"));
  }

  @Test
  void oneMessageInTwoAgentsEndsTheImport() {
    OldMemory.made(source, "/v1/agents/", Map.of("name", "bob"));
    String one =
        "[{\"id\": \"message-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\","
            + " \"message_type\": \"user_message\", \"content\": \"hi\"}]";
    old.can(
        target ->
            target.contains("/messages?")
                ? new Canned(200, target.contains("after") ? "[]" : one)
                : null);

    assertTrue(problem().getMessage().startsWith("the old server gives one id or name"));
  }

  @Test
  void aServerThatIsNotThereIsTold() {
    old.close();

    String said = problem().getMessage();

    assertTrue(said.contains("failed 2 times") && said.contains("the same command"), said);
  }
}
