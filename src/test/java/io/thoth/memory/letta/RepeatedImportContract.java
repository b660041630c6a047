package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.letta.Report.Carried;
import io.thoth.memory.support.StoredRows;
import io.thoth.memory.support.TestNode;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An import can be interrupted, refused and repeated. */
abstract class RepeatedImportContract extends MovingMemory {
  @Test
  void aRepeatedImportChangesNothing() {
    destination.bring(old);
    StoredRows before = destination.rows();

    Report again = destination.bring(old);

    assertEquals(before, destination.rows());
    assertEquals(0, again.carried().stream().mapToLong(Carried::carried).sum());
    assertTrue(
        again.lines().stream().anyMatch(line -> line.matches("agents +0 carried +2 here already")),
        again::toString);
  }

  @Test
  void whatIsDeletedHereStaysDeletedWhenTheImportIsRepeated() {
    destination.bring(old);
    try (TestNode node = destination.node()) {
      for (String path :
          List.of(
              "/v1/agents/" + memory.bob(),
              "/v1/blocks/" + memory.shared(),
              "/v1/archives/" + memory.papers(),
              "/v1/identities/" + memory.identity(),
              "/v1/tools/" + memory.tool())) {
        OldMemory.done(node.delete(path));
      }
    }
    StoredRows before = destination.rows();

    Report again = destination.bring(old);

    assertEquals(before, destination.rows());
    assertEquals(
        List.of("tools 1", "blocks 1", "identities 1", "archives 1", "agents 1"),
        again.left().stream()
            .filter(left -> left.reason().startsWith("deleted here"))
            .map(left -> left.kind() + " " + left.count())
            .toList());
  }

  @Test
  void aConversationThatIsDeletedHereStaysDeletedWhenTheImportGoesOn() {
    String next = "/v1/conversations/" + memory.fork() + "/messages";
    old.can(target -> target.startsWith(next) ? new Canned(500, "{}") : null);
    assertThrows(LettaProblem.class, () -> destination.bring(old));
    destination.change("update conversation set deleted = 1 where id = '" + memory.talk() + "'");
    old.can(_ -> null);
    int before = old.asked().size();

    Report report = destination.bring(old);

    assertTrue(
        report.left().stream()
            .anyMatch(
                left -> left.kind().equals(Tally.CONVERSATIONS) && left.reason().contains("here")),
        report::toString);
    String gone = "/v1/conversations/" + memory.talk() + "/messages";
    assertFalse(
        old.asked().stream().skip(before).anyMatch(path -> path.startsWith(gone)),
        () -> old.asked().toString());
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 7, 5})
  void anImportThatFailsAgainAndAgainEndsWithEverythingOnce(int answers) {
    int failures = 0;
    for (int allowed = answers; ; allowed += answers) {
      old.dieAfter(allowed);
      try {
        destination.bring(old);
        break;
      } catch (LettaProblem problem) {
        failures++;
        assertTrue(problem.getMessage().contains("the same command goes on"), problem::getMessage);
        assertTrue(problem.getMessage().contains("503"), problem::getMessage);
      }
    }
    old.dieAfter(Integer.MAX_VALUE);

    assertTrue(failures > 3, "it never failed half way");
    requireEverything();
  }

  @Test
  void whatIsNotWholeIsSeenByNobodyAndIsNotReadTwice() {
    old.can(
        target ->
            target.contains("/messages") && target.contains("after")
                ? new Canned(500, "{}")
                : null);
    assertThrows(LettaProblem.class, () -> destination.bring(old));
    try (TestNode node = destination.node()) {
      assertEquals(0, node.get("/v1/agents/?show_hidden_agents=true").json().size());
      assertEquals(404, node.get("/v1/agents/" + memory.ada()).status());
    }
    old.can(_ -> null);
    int before = old.asked().size();

    destination.bring(old);

    List<String> asked = old.asked().subList(before, old.asked().size());
    String messages = "/v1/agents/" + memory.ada() + "/messages";
    assertTrue(
        asked.stream()
            .filter(path -> path.startsWith(messages))
            .findFirst()
            .orElse("")
            .contains("after=message-"),
        asked::toString);
    assertFalse(
        asked.stream().anyMatch(path -> path.contains("/archival-memory")), asked::toString);
  }

  @Test
  void aServerInSecureModeWantsItsPassword() {
    old.lock("open sesame");

    LettaProblem without = assertThrows(LettaProblem.class, () -> destination.bring(old));
    LettaProblem wrong =
        assertThrows(
            LettaProblem.class, () -> destination.bring(old, "wrong", Caller.DEFAULT_TENANT));
    destination.bring(old, "open sesame", Caller.DEFAULT_TENANT);

    assertTrue(
        without.getMessage().endsWith("give the old server's --password"), without::getMessage);
    assertTrue(wrong.getMessage().endsWith("takes another --password"), wrong::getMessage);
  }
}
