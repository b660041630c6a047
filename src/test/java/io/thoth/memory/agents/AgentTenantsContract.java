package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.Given;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Organisations whose agents have the same ids, names, labels and tags keep to their own. */
abstract class AgentTenantsContract extends AgentFixture {

  /** The same agent, down to its id, in another organisation; without its blocks. */
  private Client twin(AgentState agent) {
    Client other = Client.ofNobodyElse(features.bus());
    Caller caller = Caller.node(other.tenant(), "test");
    sql.write(
        "test.twin",
        tx -> {
          new AgentStore().insert(tx, caller, agent.agent());
          return agent;
        });
    return other;
  }

  @Test
  void changesAndLinksStayInTheirOrganisation() {
    AgentState agent = agent("name", "Ada", "tags", List.of("t"));
    Client other = twin(agent);
    Block mine = Asking.block(client, "notes", "mine");
    Block theirs = Asking.block(other, "notes", "theirs");

    attach(agent, mine);
    other.ask(Agents.ATTACH_BLOCK, link(agent, theirs));
    update(agent, "name", "Bob", "tags", List.of("u"));

    Blocks.Read label = new Blocks.Read(null, agent.agent().id(), "notes", null);
    assertEquals(mine, client.ask(Blocks.READ, label));
    assertEquals(theirs, other.ask(Blocks.READ, label));
    assertEquals("Ada", other.ask(Agents.READ, reading(agent)).agent().name());
    Agents.TagsLike all = Given.record(Agents.TagsLike.class);
    assertEquals(List.of("u"), client.ask(Agents.TAGS, all).tags());
    assertEquals(List.of("t"), other.ask(Agents.TAGS, all).tags());
  }

  @Test
  void aDeletionStaysInItsOrganisation() {
    AgentState agent = agent("tags", List.of("t"));
    Client other = twin(agent);
    Block theirs = Asking.block(other, "notes", "theirs");
    other.ask(Agents.ATTACH_BLOCK, link(agent, theirs));

    delete(agent);

    client.refused(FaultKind.NOT_FOUND, Agents.READ, reading(agent));
    assertEquals(List.of(theirs), other.ask(Agents.READ, reading(agent)).blocks());
    assertEquals(1, other.ask(Agents.COUNT, browse("tags", List.of("t"))).count());
    assertEquals(0, client.ask(Agents.COUNT, browse()).count());
  }

  @Test
  void nobodyAttachesWhatBelongsToOthers() {
    AgentState agent = agent("memory_blocks", blocks("human"));
    Block mine = agent.blocks().getFirst();
    Client other = twin(agent);

    other.refused(FaultKind.NOT_FOUND, Agents.ATTACH_BLOCK, link(agent, mine));
    other.refused(FaultKind.NOT_FOUND, Agents.DETACH_BLOCK, link(agent, mine));
    other.refused(
        FaultKind.NOT_FOUND,
        Agents.CREATE,
        new Agents.Create(fields("block_ids", List.of(mine.id()))));
    other.refused(FaultKind.NOT_FOUND, Agents.LIST, browse("block_id", mine.id()));

    assertEquals(List.of(mine), now(agent).blocks());
  }
}
