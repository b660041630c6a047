package io.thoth.memory.letta;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.letta.OldLetta.Canned;
import io.thoth.memory.support.TestNode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Letta answers whoever the header {@code user_id} names with that user's organisation. */
class OtherUserTest extends MovingMemory {
  private static final String NOBODY = "user-6f1c0d5e-5d0c-4a53-8f0e-0a4f4f5b8a11";

  @TempDir Path folder;

  @Override
  Map<String, String> empty() {
    return Map.of("THOTH_DATA_DIR", folder.toString());
  }

  private Report bring(String user) {
    OldServer server = Destination.asked(old, null, user, 2);
    return destination.bring(server, Caller.DEFAULT_TENANT, _ -> {});
  }

  /** A user of another organisation on the old server, with an agent. */
  private static String other() {
    String organization = OldMemory.made(source, "/v1/admin/orgs/", Map.of("name", "other"));
    String user =
        OldMemory.made(
            source, "/v1/admin/users/", Map.of("name", "grace", "organization_id", organization));
    OldMemory.done(source.post("/v1/agents/", Map.of("name", "hers"), "user_id", user));
    return user;
  }

  private void requireOnlyHers() {
    try (TestNode node = destination.node()) {
      JsonNode agents = node.get("/v1/agents/?show_hidden_agents=true").json();
      assertEquals(1, agents.size());
      assertEquals("hers", agents.at("/0/name").asText());
    }
  }

  @Test
  void itsOrganizationIsCarriedAndNoOther() {
    bring(other());

    requireOnlyHers();
  }

  @Test
  void aUserThatTheServerDoesNotKnowIsRefusedBeforeAnythingIsCarried() {
    LettaProblem problem = assertThrows(LettaProblem.class, () -> bring(NOBODY));

    assertEquals(
        "the old server has no " + NOBODY + ": it would answer with what its default user has",
        problem.getMessage());
    try (TestNode node = destination.node()) {
      assertEquals(0, node.get("/v1/agents/?show_hidden_agents=true").json().size());
    }
  }

  @Test
  void whereUsersAreNotListedItIsAskedForAll() {
    String user = other();
    old.can(target -> target.startsWith("/v1/admin") ? new Canned(404, "{}") : null);

    Report report = bring(user);

    requireOnlyHers();
    assertTrue(report.notOffered().contains("GET /v1/admin/users/"), report::toString);
  }
}
