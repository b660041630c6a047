package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.support.TestNode;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A memory moves from a running Letta into a database. */
abstract class LettaImportContract extends MovingMemory {
  @Test
  void everythingIsHereAsItWasThere() {
    Report report = destination.bring(old);

    requireEverything();
    assertEquals(
        List.of(
            "blocks 6 0",
            "identities 1 0",
            "archives 2 0",
            "agents 2 0",
            "passages " + (OldMemory.PASSAGES + OldMemory.ORPHANS) + " 0",
            "messages " + (OldMemory.MESSAGES + 3 * OldMemory.SAID + 2) + " 0",
            "conversations 2 0"),
        report.carried().stream()
            .filter(one -> !one.kind().equals("tools"))
            .map(one -> one.kind() + " " + one.carried() + " " + one.here())
            .toList());
  }

  @Test
  void aSharedBlockIsStillSharedAndKeepsItsId() {
    destination.bring(old);

    try (TestNode node = destination.node()) {
      OldMemory.done(
          node.patch("/v1/blocks/" + memory.shared(), Map.of("value", "changed for both")));
      for (String agent : List.of(memory.ada(), memory.bob())) {
        JsonNode block = node.get("/v1/agents/" + agent + "/core-memory/blocks/shared").json();
        assertEquals(memory.shared(), block.get("id").asText());
        assertEquals("changed for both", block.get("value").asText());
      }
    }
  }

  @Test
  void aValueThatIsLongerThanItsLimitIsKept() {
    String path = "/v1/agents/" + memory.ada() + "/core-memory/blocks";
    String limited =
        Told.of(source, path + "?limit=100").toString().replaceAll("\"limit\":\\d+", "\"limit\":2");
    old.can(
        target ->
            target.startsWith(path) && !target.contains("after")
                ? new Canned(200, limited)
                : target.startsWith("/v1/blocks/?") ? new Canned(200, "[]") : null);

    destination.bring(old);

    try (TestNode node = destination.node()) {
      JsonNode block = node.get("/v1/blocks/" + memory.shared()).json();
      assertEquals("both", block.get("value").asText());
      assertEquals(2, block.get("limit").asInt());
    }
  }

  @Test
  void passagesAndMessagesAreFoundBySearch() {
    destination.bring(old);

    try (TestNode node = destination.node()) {
      JsonNode found =
          node.get("/v1/agents/" + memory.bob() + "/archival-memory/search?query=number+217")
              .json();
      assertEquals("paper number 217", found.at("/results/0/content").asText());
      JsonNode said =
          node.post("/v1/messages/search", Map.of("query", "said 77", "agent_id", memory.ada()))
              .json();
      assertTrue(said.get(0).toString().contains("said 77"), said::toString);
    }
  }

  @Test
  void whatAnOlderServerDoesNotOfferIsReported() {
    old.can(
        target ->
            target.matches("/v1/(archives|conversations|identities|runs)/.*")
                ? new Canned(target.contains("archives") ? 405 : 404, "{}")
                : null);

    Report report = destination.bring(old);

    assertTrue(
        report
            .notOffered()
            .containsAll(
                List.of("GET /v1/archives/", "GET /v1/conversations/", "GET /v1/identities/")),
        report::toString);
    assertTrue(report.lines().contains("not offered by that server: GET /v1/runs/"));
    try (TestNode node = destination.node()) {
      String passages = "/v1/agents/" + memory.bob() + "/archival-memory?limit=1000";
      assertEquals(OldMemory.PASSAGES, node.get(passages).json().size());
    }
  }

  @Test
  void passagesThatNoListTellsOfAreFoundBySearch() {
    old.can(target -> target.contains("/archival-memory") ? new Canned(404, "{}") : null);

    Report report = destination.bring(old);

    assertTrue(
        report.notOffered().contains("GET /v1/agents/{agent_id}/archival-memory"),
        report::toString);
    try (TestNode node = destination.node()) {
      String passages = "/v1/agents/" + memory.bob() + "/archival-memory?limit=1000";
      assertEquals(OldMemory.PASSAGES, node.get(passages).json().size());
    }
  }

  @Test
  void theReportSaysWhatWasNotCarriedAndWhy() {
    List<String> lines = destination.bring(old).lines();

    assertTrue(
        lines.stream()
            .anyMatch(line -> line.startsWith("not carried: 2 secrets: their names are here")),
        lines::toString);
    assertTrue(
        lines.stream().anyMatch(line -> line.startsWith("not carried: 1 folders: ")),
        lines::toString);
    try (TestNode node = destination.node()) {
      JsonNode agent = node.get("/v1/agents/" + memory.ada() + "?include=agent.secrets").json();
      assertEquals("TOKEN", agent.at("/secrets/0/key").asText());
      assertEquals("", agent.at("/secrets/0/value").asText());
    }
  }

  @Test
  void oneThingThatIsNotTakenDoesNotHoldUpTheOthers() {
    String path = "/v1/agents/" + memory.ada() + "/archival-memory";
    String blank =
        "[{\"id\": \"passage-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11\", \"text\": \" \","
            + " \"archive_id\": \"%s\"}, {\"id\": \"passage-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a12\","
            + " \"text\": \"kept\", \"archive_id\": \"%s\"}]";
    old.can(
        target ->
            !target.startsWith(path)
                ? null
                : new Canned(
                    200,
                    target.contains("after")
                        ? "[]"
                        : blank.formatted(memory.papers(), memory.papers())));

    Report report = destination.bring(old);

    assertTrue(
        report
            .lines()
            .contains(
                "not carried: passages: passage-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11: text: must"
                    + " not be blank"),
        report::toString);
    assertEquals(new Report.Carried("passages", OldMemory.ORPHANS + 1, 0), report.carried().get(5));
    try (TestNode node = destination.node()) {
      assertEquals("kept", node.get(path).json().at("/0/text").asText());
    }
  }

  @Test
  void anotherOrganizationGetsItAndNobodyElse() {
    String organization;
    try (TestNode node = destination.node()) {
      organization = OldMemory.made(node, "/v1/admin/orgs/", Map.of("name", "other"));
    }

    destination.bring(old, null, organization);

    String user = organization.replace("org-", "user-");
    try (TestNode node = destination.node()) {
      assertEquals(0, node.get("/v1/agents/?show_hidden_agents=true").json().size());
      assertEquals(
          2, node.get("/v1/agents/?show_hidden_agents=true", "user_id", user).json().size());
    }
  }

  @Test
  void toolsKeepTheirSourceAndLettasOwnAreFoundByName() {
    destination.bring(old);

    try (TestNode node = destination.node()) {
      JsonNode tool = node.get("/v1/tools/" + memory.tool()).json();
      assertTrue(tool.get("source_code").asText().startsWith("def old_tool"));
      assertEquals(
          "x", Objects.requireNonNull(tool.at("/json_schema/parameters/required/0")).asText());
      JsonNode tools = node.get("/v1/agents/" + memory.ada() + "/tools?limit=100").json();
      assertTrue(
          tools
              .findValuesAsText("name")
              .containsAll(List.of(OldMemory.TOOL, "archival_memory_search")),
          tools::toString);
      assertEquals(
          Told.of(old, "/v1/agents/" + memory.ada() + "/tools?limit=100")
              .findValuesAsText("name")
              .stream()
              .sorted()
              .toList(),
          tools.findValuesAsText("name").stream().sorted().toList());
    }
  }
}
