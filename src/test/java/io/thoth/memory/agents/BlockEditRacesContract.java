package io.thoth.memory.agents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.Agents.AgentState;
import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Edits build on what a block was lately; whatever became of it since, they build on the truth. */
abstract class BlockEditRacesContract extends AgentFixture {
  private static final String LABEL = "notes";

  private Block append(AgentState agent, String content) {
    String id = agent.agent().id();
    return client.ask(Blocks.APPEND, new Blocks.Append(null, id, LABEL, null, content, null));
  }

  private String value(Block block) {
    return Asking.now(client, block).value();
  }

  private void detach(AgentState agent, Block block) {
    client.ask(Agents.DETACH_BLOCK, link(agent, block));
  }

  @RepeatedTest(5)
  void editsInAnyOrderBuildOnEachOther(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    AgentState agent = agent();
    List<Block> blocks =
        List.of(Asking.block(client, LABEL, "a"), Asking.block(client, LABEL, "b"));
    Map<String, String> values = new HashMap<>(Map.of(id(blocks, 0), "a", id(blocks, 1), "b"));
    Block attached = blocks.getFirst();
    attach(agent, attached);
    for (int step = 0; step < 200; step++) {
      Block one = blocks.get(random.nextInt(2));
      String text = "step " + step;
      switch (random.nextInt(5)) {
        case 0 -> {
          append(agent, text);
          values.merge(attached.id(), text, (old, more) -> old + "\n" + more);
        }
        case 1 -> {
          client.ask(Blocks.APPEND, Asking.append(one, text));
          values.merge(one.id(), text, (old, more) -> old + "\n" + more);
        }
        case 2 -> {
          client.ask(Blocks.UPDATE, Asking.update(one, Asking.value(text)));
          values.put(one.id(), text);
        }
        case 3 -> {
          detach(agent, attached);
          attach(agent, one);
          attached = one;
        }
        default -> assertEquals(values.get(attached.id()), blockOf(agent, LABEL).value());
      }
      blocks.forEach(block -> assertEquals(values.get(block.id()), value(block)));
    }
  }

  private static String id(List<Block> blocks, int index) {
    return blocks.get(index).id();
  }

  @Test
  void anEditOfABlockThatWasTakenAwayIsRefused() {
    AgentState agent = agent("memory_blocks", blocks(LABEL));
    Block block = append(agent, "one");
    detach(agent, block);

    client.refused(
        FaultKind.NOT_FOUND,
        Blocks.APPEND,
        new Blocks.Append(null, agent.agent().id(), LABEL, null, "two", null));

    assertEquals(LABEL + "\none", value(block));
  }

  @Test
  void appendsGoWhereTheLabelPointsWhileItIsMoved() throws Exception {
    AgentState agent = agent();
    Block first = Asking.block(client, LABEL, "first");
    Block second = Asking.block(client, LABEL, "second");
    attach(agent, first);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Integer>> appended =
          List.of(
              threads.submit(appends(agent, 60)),
              threads.submit(appends(agent, 60)),
              threads.submit(appends(agent, 60)));
      for (int move = 0; move < 20; move++) {
        detach(agent, move % 2 == 0 ? first : second);
        attach(agent, move % 2 == 0 ? second : first);
      }
      int acknowledged = 0;
      for (Future<Integer> count : appended) {
        acknowledged += count.get();
      }

      long kept = (value(first) + "\n" + value(second)).lines().count() - 2;
      assertEquals(acknowledged, kept);
    }
  }

  private Callable<Integer> appends(AgentState agent, int times) {
    return () -> {
      int acknowledged = 0;
      for (int time = 0; time < times; time++) {
        try {
          append(agent, "line");
          acknowledged++;
        } catch (Fault betweenTwoBlocks) {
          assertEquals(FaultKind.NOT_FOUND, betweenTwoBlocks.kind());
        }
      }
      return acknowledged;
    };
  }

  @Test
  void aBlockDeletedWhileItIsEditedIsGone() throws Exception {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int round = 0; round < 50; round++) {
        Block block = Asking.block(client, LABEL, "value");
        client.ask(Blocks.APPEND, Asking.append(block, "one"));
        Future<Boolean> edit = threads.submit(() -> appends(block));
        client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

        client.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
        edit.get();
        client.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
      }
    }
  }

  private boolean appends(Block block) {
    try {
      return client.ask(Blocks.APPEND, Asking.append(block, "two")).version() > 2;
    } catch (Fault gone) {
      assertTrue(gone.kind() == FaultKind.NOT_FOUND, gone.getMessage());
      return false;
    }
  }
}
