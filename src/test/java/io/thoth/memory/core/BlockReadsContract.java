package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.agents.Agents;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.support.Client;
import io.thoth.memory.support.FeatureContract;
import io.thoth.memory.support.Given;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has heard of a change reads it, however often the thing was read before. */
abstract class BlockReadsContract extends FeatureContract {
  private static final int WRITERS = 16;
  private static final int EACH = 25;

  private void appendAndRead(Block block, String name) {
    long seen = 0;
    for (int number = 0; number < EACH; number++) {
      String line = name + " " + number;
      Block answer = client.ask(Blocks.APPEND, Asking.append(block, line));
      Block read = Asking.now(client, block);
      assertTrue(read.version() >= answer.version(), "older than what was answered");
      assertTrue(read.version() >= seen, "older than what was read before");
      assertTrue(read.value().contains(line), "without the own line");
      seen = read.version();
    }
  }

  @Test
  void everybodyReadsTheirOwnWritesAmongOthers() {
    Block block = Asking.block(client, "notes", "");

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      CompletableFuture.allOf(
              IntStream.range(0, WRITERS)
                  .mapToObj(number -> "writer" + number)
                  .map(
                      name -> CompletableFuture.runAsync(() -> appendAndRead(block, name), threads))
                  .toArray(CompletableFuture[]::new))
          .join();
    }

    assertEquals(WRITERS * EACH, Asking.now(client, block).value().lines().count());
  }

  private String agent() {
    AgentFields fields = Given.record(AgentFields.class, "name", "Ada");
    return client.ask(Agents.CREATE, new Agents.Create(fields)).agent().id();
  }

  /** Reads it twice, so that the second time it is known. */
  private Block known(String agent, String label) {
    client.ask(Blocks.READ, byLabel(agent, label));
    return client.ask(Blocks.READ, byLabel(agent, label));
  }

  private static Blocks.Read byLabel(String agent, String label) {
    return new Blocks.Read(null, agent, label, null);
  }

  @Test
  void aLabelMeansWhatItMeansNow() {
    String agent = agent();
    Block first = Asking.block(client, "notes", "first");
    Block second = Asking.block(client, "notes", "second");
    client.ask(Agents.ATTACH_BLOCK, new Agents.Link(agent, first.id()));
    assertEquals(first, known(agent, "notes"));

    client.ask(Agents.DETACH_BLOCK, new Agents.Link(agent, first.id()));
    client.refused(FaultKind.NOT_FOUND, Blocks.READ, byLabel(agent, "notes"));
    client.ask(Agents.ATTACH_BLOCK, new Agents.Link(agent, second.id()));
    assertEquals(second, known(agent, "notes"));
    Block renamed = client.ask(Blocks.UPDATE, Asking.update(second, Asking.label("other")));
    client.refused(FaultKind.NOT_FOUND, Blocks.READ, byLabel(agent, "notes"));
    assertEquals(renamed, known(agent, "other"));
    client.ask(Agents.DELETE, new Agents.Delete(agent));
    client.refused(FaultKind.NOT_FOUND, Blocks.READ, byLabel(agent, "other"));
  }

  /** So many at once that a database shared with others is asked for several together. */
  @Test
  void whoeverAsksAmongManyGetsTheOwnBlock() {
    String agent = agent();
    List<Block> blocks =
        IntStream.range(0, 40).mapToObj(n -> Asking.block(client, "b" + n, "v" + n)).toList();
    blocks.forEach(block -> client.ask(Agents.ATTACH_BLOCK, new Agents.Link(agent, block.id())));
    List<Block> now =
        blocks.stream().map(b -> client.ask(Blocks.APPEND, Asking.append(b, "x"))).toList();
    Client other = Client.ofNobodyElse(features.bus());
    Block foreign = Asking.block(other, "b0", "foreign");

    for (int round = 0; round < 5; round++) {
      assertEquals(now, client.askAll(Blocks.READ, now.stream().map(b -> Asking.read(b.id()))));
      assertEquals(
          now, client.askAll(Blocks.READ, now.stream().map(b -> byLabel(agent, b.label()))));
      assertEquals(
          blocks,
          client.askAll(
              Blocks.READ,
              blocks.stream().map(b -> new Blocks.Read(b.id(), null, null, b.updatedAt()))));
      List<Future<Answer<Block>>> mixed = mixed(agent, now, foreign);
      for (int n = 0; n < now.size(); n++) {
        assertEquals(now.get(n), mixed.get(2 * n).await().value());
        Future<Answer<Block>> missing = mixed.get(2 * n + 1);
        assertEquals(FaultKind.NOT_FOUND, assertThrows(Fault.class, missing::await).kind());
      }
    }
  }

  /** Each of these by its label, and between them what is not there or another organisation's. */
  private List<Future<Answer<Block>>> mixed(String agent, List<Block> blocks, Block foreign) {
    Caller caller = Caller.node(client.tenant(), "test");
    return blocks.stream()
        .flatMap(
            block ->
                Stream.of(
                    byLabel(agent, block.label()),
                    blocks.indexOf(block) % 2 == 0
                        ? Asking.read(foreign.id())
                        : byLabel(agent, "absent")))
        .map(question -> features.bus().ask(Blocks.READ, question, caller))
        .toList();
  }

  @Test
  void aBlockThatWasReadIsGoneOnceItIsDeleted() {
    String agent = agent();
    Block block = Asking.block(client, "notes", "a");
    client.ask(Agents.ATTACH_BLOCK, new Agents.Link(agent, block.id()));
    assertEquals(block, known(agent, "notes"));

    client.ask(Blocks.DELETE, new Blocks.Delete(block.id(), null));

    client.refused(FaultKind.NOT_FOUND, Blocks.READ, byLabel(agent, "notes"));
    client.refused(FaultKind.NOT_FOUND, Blocks.READ, Asking.read(block.id()));
  }

  @Test
  void aBlockIsReadByItsLabelOfTodayAsOfYesterday() {
    String agent = agent();
    Block before = Asking.block(client, "old", "a");
    client.ask(Agents.ATTACH_BLOCK, new Agents.Link(agent, before.id()));
    client.ask(Blocks.UPDATE, Asking.update(before, Asking.label("new")));

    Blocks.Read then = new Blocks.Read(null, agent, "new", before.updatedAt());

    assertEquals(before, client.ask(Blocks.READ, then));
  }

  @Test
  void aRefusedChangeLeavesWhatIsReadAsItWas() {
    Block block = Asking.block(client, "notes", "a");
    List<Block> before = List.of(Asking.now(client, block), Asking.now(client, block));

    client.refused(FaultKind.CONFLICT, Blocks.REPLACE, Asking.replace(block, "x", "y", false));

    assertEquals(List.of(block, block), before);
    assertEquals(block, Asking.now(client, block));
  }
}
