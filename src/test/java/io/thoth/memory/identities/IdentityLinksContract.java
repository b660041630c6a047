package io.thoth.memory.identities;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.core.Block;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which agents and blocks are an identity's. */
abstract class IdentityLinksContract extends IdentityFixture {
  @Test
  void anAgentIsAttachedAndDetachedAgainWithoutHarm() {
    Identity ada = identity("ada");
    Agents.AgentState agent = agent("name", "Notes");
    agent("name", "another's");
    String id = agent.agent().id();
    Identities.AgentLink link = new Identities.AgentLink(id, ada.id());

    client.ask(Identities.ATTACH_AGENT, link);
    client.ask(Identities.ATTACH_AGENT, link);

    Agents.AgentState read = client.ask(Agents.READ, new Agents.Read(id, null, null, null));
    assertEquals(2, read.agent().version());
    assertEquals(List.of(id), read(ada).agentIds());
    assertEquals(List.of(id), agents("identity_id", ada.id()));
    assertEquals(List.of(id), agents("identifier_keys", List.of("eve", "ada")));
    assertEquals(List.of(), agents("identifier_keys", List.of("eve")));
    client.ask(Identities.DETACH_AGENT, link);
    client.ask(Identities.DETACH_AGENT, link);
    assertEquals(List.of(), read(ada).agentIds());
    assertEquals(List.of(), agents("identity_id", ada.id()));
  }

  @Test
  void aBlockIsAttachedAndDetached() {
    Identity ada = identity("ada");
    Block block = block("Likes owls.");
    block("Likes cats.");
    Identities.BlockLink link = new Identities.BlockLink(block.id(), ada.id());

    Block attached = client.ask(Identities.ATTACH_BLOCK, link);

    assertEquals(block, attached);
    assertEquals(List.of(block.id()), blocks("identity_id", ada.id()));
    assertEquals(List.of(block.id()), blocks("identifier_keys", List.of("ada")));
    assertEquals(
        List.of(block),
        client
            .ask(
                Identities.BLOCKS,
                Given.record(Identities.TheirBlocks.class, "identity_id", ada.id()))
            .blocks());
    client.ask(Identities.DETACH_BLOCK, link);
    assertEquals(List.of(), blocks("identity_id", ada.id()));
  }

  @Test
  void agentsAreMadeAndChangedWithIdentities() {
    Identity ada = identity("ada");
    Identity bob = identity("bob");
    String agent = agent("identity_ids", List.of(ada.id())).agent().id();
    assertEquals(List.of(agent), read(ada).agentIds());

    client.ask(
        Agents.UPDATE,
        new Agents.Update(
            agent, Given.record(AgentFields.class, "identity_ids", List.of(bob.id()))));

    assertEquals(List.of(), read(ada).agentIds());
    assertEquals(List.of(agent), read(bob).agentIds());
    assertEquals(
        List.of(agent),
        client
            .ask(
                Identities.AGENTS,
                Given.record(Identities.TheirAgents.class, "identity_id", bob.id()))
            .agents()
            .stream()
            .map(state -> state.agent().id())
            .toList());
  }

  @Test
  void whatIsDeletedTakesItsLinksAlong() {
    String agent = agent().agent().id();
    String block = block("Ada").id();
    Identity ada = identity("ada", "agent_ids", List.of(agent), "block_ids", List.of(block));

    client.ask(Agents.DELETE, new Agents.Delete(agent));
    assertEquals(List.of(), read(ada).agentIds());
    client.ask(Identities.DELETE, new Identities.Delete(ada.id()));

    client.refused(FaultKind.NOT_FOUND, Identities.READ, new Identities.Read(ada.id()));
    assertEquals(1, blocks().size());
    assertEquals("ada", identity("ada").identifierKey());
  }
}
