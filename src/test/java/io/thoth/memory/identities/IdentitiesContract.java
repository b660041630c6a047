package io.thoth.memory.identities;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Identities, and the agents and blocks that are theirs. */
abstract class IdentitiesContract extends IdentityFixture {
  @Test
  void anIdentityIsReadAsItWasMade() {
    String agent = agent().agent().id();
    String block = block("Ada").id();
    Map<String, Object> property = Map.of("key", "age", "value", 36, "type", "number");

    Identity made =
        identity(
            "ada",
            "project_id",
            "p",
            "agent_ids",
            List.of(agent, agent),
            "block_ids",
            List.of(block),
            "properties",
            List.of(property));

    assertEquals(List.of(agent), made.agentIds());
    assertEquals(List.of(block), made.blockIds());
    assertEquals(List.of(new IdentityProperty("age", 36, "number")), made.properties());
    assertEquals(made, read(made));
    assertEquals(1, client.ask(Identities.COUNT, new Identities.Everyone()).count());
  }

  @Test
  void aKeyIsThereOnceInAProject() {
    identity("ada");
    identity("ada", "project_id", "p");

    String refusal =
        client.refused(FaultKind.CONFLICT, Identities.CREATE, fields("ada")).getMessage();

    assertTrue(refusal.contains("'ada'"), refusal);
    Identity bob = identity("bob");
    client.refused(
        FaultKind.CONFLICT,
        Identities.UPDATE,
        Given.record(Identities.Update.class, "identity_id", bob.id(), "identifier_key", "ada"));
    assertEquals("bob", read(bob).identifierKey());
  }

  @Test
  void anUpsertMakesOneAndThenChangesIt() {
    String agent = agent().agent().id();

    Identity made = client.ask(Identities.UPSERT, fields("ada", "agent_ids", List.of(agent)));
    Identity changed =
        client.ask(
            Identities.UPSERT,
            Given.record(
                Identities.Create.class,
                "identifier_key",
                "ada",
                "name",
                "Countess",
                "identity_type",
                "other"));

    assertEquals(made.id(), changed.id());
    assertEquals("Countess", changed.name());
    assertEquals("other", changed.identityType());
    assertEquals(List.of(agent), changed.agentIds());
    assertEquals(2, changed.version());
  }

  @Test
  void listsThatAreGivenReplaceAndOthersStay() {
    String first = agent().agent().id();
    String second = agent().agent().id();
    String block = block("Ada").id();
    Identity made = identity("ada", "agent_ids", List.of(first), "block_ids", List.of(block));

    Identity changed =
        client.ask(
            Identities.UPDATE,
            Given.record(
                Identities.Update.class, "identity_id", made.id(), "agent_ids", List.of(second)));

    assertEquals(List.of(second), changed.agentIds());
    assertEquals(List.of(block), changed.blockIds());
    assertEquals("ada", changed.name());
    assertEquals(changed, read(made));
  }

  @Test
  void propertiesArePutOverThoseOfTheSameKeys() {
    Identity made =
        identity(
            "ada",
            "properties",
            List.of(
                Map.of("key", "a", "value", "old", "type", "string"),
                Map.of("key", "b", "value", true, "type", "boolean")));

    client.ask(
        Identities.KNOW,
        new Identities.Know(
            made.id(),
            List.of(
                new IdentityProperty("a", "new", "string"),
                new IdentityProperty("c", Map.of("k", 1), "json"))));

    assertEquals(
        List.of(
            new IdentityProperty("a", "new", "string"),
            new IdentityProperty("b", true, "boolean"),
            new IdentityProperty("c", Map.of("k", 1), "json")),
        read(made).properties());
  }

  @Test
  void listsAreFilteredAndPaged() {
    identity("ada", "project_id", "p");
    identity("bob", "identity_type", "org");
    Identity eve = identity("eve");

    assertEquals(List.of("eve", "bob", "ada"), keys());
    assertEquals(List.of("ada", "bob", "eve"), keys("order", "asc"));
    assertEquals(List.of("bob", "ada"), keys("after", eve.id()));
    assertEquals(List.of("eve"), keys("limit", 1));
    assertEquals(List.of("ada"), keys("project_id", "p"));
    assertEquals(List.of("bob"), keys("identity_type", "org"));
    assertEquals(List.of("bob"), keys("identifier_key", "bob"));
    assertEquals(List.of("eve"), keys("name", "eve"));
  }

  @Test
  void anotherOrganisationsThingsAreNotThere() {
    Identity ada = identity("ada");
    String agent = agent().agent().id();
    Client stranger = Client.ofNobodyElse(features.bus());

    stranger.refused(FaultKind.NOT_FOUND, Identities.READ, new Identities.Read(ada.id()));
    stranger.refused(
        FaultKind.NOT_FOUND, Identities.CREATE, fields("eve", "agent_ids", List.of(agent)));

    assertEquals(0, stranger.ask(Identities.COUNT, new Identities.Everyone()).count());
    assertEquals("ada", stranger.ask(Identities.CREATE, fields("ada")).identifierKey());
  }

  @ParameterizedTest
  @CsvSource({"a,string", "1.5,number", "true,boolean"})
  void aValueThatIsNotOfItsTypeIsRefused(String text, String type) {
    Object wrong = type.equals("string") ? 5 : text;

    Fault refused = assertThrows(Fault.class, () -> new IdentityProperty("k", wrong, type));

    assertTrue(refused.getMessage().startsWith("value: "), refused::getMessage);
  }

  @Test
  void aRepeatedChangeIsDoneOnce() {
    Identities.Create question = fields("ada");

    Identity first = client.ask(Identities.CREATE, question, "key").value();
    Identity again = client.ask(Identities.CREATE, question, "key").value();

    assertEquals(first, again);
    assertEquals(List.of("ada"), keys());
  }
}
