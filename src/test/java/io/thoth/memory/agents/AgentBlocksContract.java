package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Agents and blocks: sharing, labels, and what a deletion takes along. */
abstract class AgentBlocksContract extends AgentFixture {

  @Test
  void aSharedBlockIsOneBlock() {
    AgentState ada = agent("name", "Ada", "memory_blocks", blocks("human"));
    Block shared = ada.blocks().getFirst();
    AgentState bob = agent("name", "Bob", "block_ids", List.of(shared.id(), shared.id()));

    Blocks.Append append = new Blocks.Append(null, bob.agent().id(), "human", null, "more", null);
    Block after = client.ask(Blocks.APPEND, append);

    assertEquals(after, blockOf(ada, "human"));
    assertEquals(List.of(after), now(bob).blocks());
    assertEquals(List.of("Bob", "Ada"), names("block_id", shared.id()));
  }

  @Test
  void attachingTwiceIsAttachingOnce() {
    AgentState agent = agent();
    Block block = Asking.block(client, "notes", "a");

    AgentState once = attach(agent, block);
    AgentState twice = attach(agent, block);

    assertEquals(List.of(block), once.blocks());
    assertEquals(List.of(block), twice.blocks());
  }

  @Test
  void anAgentHasALabelOnlyOnce() {
    AgentState agent = agent("memory_blocks", blocks("notes"));
    Block other = Asking.block(client, "notes", "other");

    Fault fault = client.refused(FaultKind.CONFLICT, Agents.ATTACH_BLOCK, link(agent, other));

    assertTrue(fault.getMessage().contains("'notes'"), fault.getMessage());
    client.refused(
        FaultKind.CONFLICT,
        Agents.CREATE,
        new Agents.Create(
            fields("memory_blocks", blocks("notes"), "block_ids", List.of(other.id()))));
    assertEquals("notes", blockOf(agent, "notes").value());
    assertEquals(agent, now(agent));
  }

  @Test
  void aRefusedAgentLeavesNoBlockBehind() {
    client.refused(
        FaultKind.NOT_FOUND,
        Agents.CREATE,
        new Agents.Create(
            fields("memory_blocks", blocks("notes"), "block_ids", List.of(MISSING_BLOCK))));

    assertEquals(0, client.ask(Blocks.COUNT, new Blocks.Everything()).count());
    assertEquals(List.of(), names());
  }

  @Test
  void aNewLabelHoldsForEveryAgentOfTheBlock() {
    Block block = Asking.block(client, "old", "a");
    AgentState ada = attach(agent(), block);
    AgentState bob = attach(agent("memory_blocks", blocks("human")), block);

    Block after = client.ask(Blocks.UPDATE, Asking.update(block, Asking.label("new")));

    assertEquals(List.of("new"), labels(ada));
    assertEquals(List.of("human", "new"), labels(bob));
    assertEquals(after, blockOf(bob, "new"));
    client.refused(
        FaultKind.NOT_FOUND, Blocks.READ, new Blocks.Read(null, ada.agent().id(), "old", null));
  }

  @Test
  void aLabelThatAnAgentOfTheBlockHasAlreadyIsRefusedAlsoByUndo() {
    Block block = Asking.block(client, "first", "a");
    AgentState agent = attach(agent("memory_blocks", blocks("taken")), block);
    Block now = client.ask(Blocks.UPDATE, Asking.update(block, Asking.label("second")));
    attach(agent, Asking.block(client, "first", "b"));

    client.refused(FaultKind.CONFLICT, Blocks.UPDATE, Asking.update(block, Asking.label("taken")));
    client.refused(FaultKind.CONFLICT, Blocks.UNDO, Asking.undo(block, null));

    assertEquals(now, Asking.now(client, block));
    assertEquals(List.of("first", "second", "taken"), labels(agent));
  }

  @Test
  void aDetachedBlockStaysAndItsLabelIsFree() {
    AgentState agent = agent("memory_blocks", blocks("notes"));
    Block block = agent.blocks().getFirst();

    AgentState after = client.ask(Agents.DETACH_BLOCK, link(agent, block));

    assertEquals(List.of(), after.blocks());
    assertEquals(block, Asking.now(client, block));
    client.refused(FaultKind.NOT_FOUND, Agents.DETACH_BLOCK, link(agent, block));
    assertEquals(1, attach(agent, Asking.block(client, "notes", "other")).blocks().size());
  }

  @Test
  void aDeletedBlockIsTakenFromEveryAgent() {
    Block block = Asking.block(client, "notes", "a");
    AgentState ada = attach(agent("memory_blocks", blocks("human")), block);
    AgentState bob = attach(agent(), block);

    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

    assertEquals(List.of("human"), labels(ada));
    assertEquals(List.of(), labels(bob));
    client.refused(FaultKind.NOT_FOUND, Agents.LIST, browse("block_id", block.id()));
  }

  @Test
  void aDeletedAgentLeavesItsBlocks() {
    AgentState ada = agent("memory_blocks", blocks("human"), "tags", List.of("t"));
    Block block = ada.blocks().getFirst();
    AgentState bob = attach(agent("name", "Bob"), block);

    delete(ada);

    assertEquals(block, Asking.now(client, block));
    assertEquals(List.of(block), now(bob).blocks());
    assertEquals(List.of("Bob"), names("block_id", block.id()));
    assertEquals(List.of(), names("tags", List.of("t")));
    client.refused(
        FaultKind.NOT_FOUND, Blocks.READ, new Blocks.Read(null, ada.agent().id(), "human", null));
  }

  @Test
  void aPatchWithBlockIdsReplacesTheBlocks() {
    AgentState agent = agent("memory_blocks", blocks("a", "b"));
    Block kept = blockOf(agent, "b");
    Block fresh = Asking.block(client, "a", "other");

    AgentState after = update(agent, "block_ids", List.of(kept.id(), fresh.id()));

    assertEquals(2, after.blocks().size());
    assertEquals(fresh, blockOf(agent, "a"));
    assertEquals(kept, blockOf(agent, "b"));
    client.refused(
        FaultKind.NOT_FOUND, Agents.UPDATE, changing(agent, "block_ids", List.of(MISSING_BLOCK)));
    assertEquals(after, now(agent));
    assertEquals(List.of(), update(agent, "block_ids", List.of()).blocks());
  }

  private List<String> page(
      AgentState agent, @Nullable String before, @Nullable String after, @Nullable String order) {
    Agents.OfAgent question = new Agents.OfAgent(agent.agent().id(), before, after, 2, order);
    return client.ask(Agents.BLOCKS, question).blocks().stream().map(Block::id).toList();
  }

  @ParameterizedTest
  @CsvSource({"asc,after", "asc,before", "desc,after", "desc,before"})
  void theBlocksOfAnAgentAreReadInPagesByTheirIds(String order, String cursor) {
    AgentState agent = agent("memory_blocks", blocks("a", "b", "c", "d", "e"));
    TreeSet<String> ids = new TreeSet<>(agent.blocks().stream().map(Block::id).toList());
    List<String> expected = order.equals("asc") ? List.copyOf(ids) : List.copyOf(ids).reversed();
    boolean forwards = cursor.equals("after");
    String start = forwards ? expected.getFirst() : expected.getLast();

    List<String> read = new ArrayList<>(List.of(start));
    List<String> next =
        forwards ? page(agent, null, start, order) : page(agent, start, null, order);
    while (!next.isEmpty()) {
      read.addAll(forwards ? read.size() : 0, next);
      next =
          forwards
              ? page(agent, null, read.getLast(), order)
              : page(agent, read.getFirst(), null, order);
    }

    assertEquals(expected, read);
    assertEquals(expected.subList(0, 2), page(agent, null, null, order));
  }

  @Test
  void theBlocksOfNoAgentAreNotFound() {
    client.refused(
        FaultKind.NOT_FOUND,
        Agents.BLOCKS,
        new Agents.OfAgent(MISSING_AGENT, null, null, null, null));
  }
}
