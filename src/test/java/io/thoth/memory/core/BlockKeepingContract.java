package io.thoth.memory.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.journal.JournalConfig;
import io.thoth.memory.journal.Pruning;
import io.thoth.memory.support.FeatureContract;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Versions as the journal keeps them: in little space, and each exactly as it was. */
abstract class BlockKeepingContract extends FeatureContract {
  private static final int CHANGES = 80;

  private Block changed(Random random, Block block) {
    String line = "🦉 " + "word ".repeat(random.nextInt(40)) + random.nextInt();
    int lines = (int) block.value().chars().filter(c -> c == '\n').count();
    return switch (random.nextInt(8)) {
      case 0 -> client.ask(Blocks.UPDATE, Asking.update(block, Asking.value(line)));
      case 1 -> client.ask(Blocks.UPDATE, Asking.update(block, Asking.description(line)));
      case 2 ->
          client.ask(
              Blocks.UPDATE, Asking.update(block, Asking.metadata(Map.of("k", line, "n", 0.1))));
      case 3 -> client.ask(Blocks.UNDO, Asking.undo(block, 1 + random.nextLong(block.version())));
      case 4 -> client.ask(Blocks.INSERT, Asking.insert(block, line, random.nextInt(lines + 1)));
      case 5 -> client.ask(Blocks.REPLACE, Asking.replace(block, "o", "🦇", true));
      default -> client.ask(Blocks.APPEND, Asking.append(block, line));
    };
  }

  private List<Block> written(long seed) {
    Random random = new Random(seed);
    List<Block> versions = new ArrayList<>(List.of(Asking.block(client, "notes", "o\no")));
    while (versions.size() < CHANGES) {
      Block last = versions.getLast();
      boolean stuck = !last.value().contains("o");
      versions.add(
          stuck ? client.ask(Blocks.APPEND, Asking.append(last, "foo")) : changed(random, last));
    }
    return versions;
  }

  private void prune(int versions) {
    // Later, because what is younger than a key lives is kept in any case.
    Clock later = Clock.offset(Clock.systemUTC(), Duration.ofHours(2));
    new Pruning(sql, new JournalConfig(versions, 0, 1), later).run();
  }

  private List<BlockVersion> history(Block block) {
    Blocks.Past all = new Blocks.Past(block.id(), null, null, 1_000, "asc");
    return client.ask(Blocks.HISTORY, all).versions();
  }

  @RepeatedTest(4)
  void everyKeptVersionIsAsItWasAlsoAfterPruning(RepetitionInfo repetition) {
    List<Block> written = written(repetition.getCurrentRepetition());
    Block last = written.getLast();
    assertHistory(written, history(last));

    for (int keep = 60; keep > 0; keep -= 13) {
      prune(keep);

      List<BlockVersion> kept = history(last);
      // Counted back from the newest whole version, and down to one: each is every 32nd.
      assertTrue(kept.size() >= keep && kept.size() < keep + 64, "kept " + kept.size());
      assertHistory(written.subList(CHANGES - kept.size(), CHANGES), kept);
    }
    for (BlockVersion version : history(last)) {
      Block then = written.get((int) version.version() - 1);
      Blocks.Read asOf = new Blocks.Read(last.id(), null, null, then.updatedAt());
      assertEquals(then, client.ask(Blocks.READ, asOf));
    }
  }

  private static void assertHistory(List<Block> expected, List<BlockVersion> actual) {
    assertEquals(
        expected.stream().map(Block::version).toList(),
        actual.stream().map(BlockVersion::version).toList());
    for (int index = 0; index < expected.size(); index++) {
      Block block = expected.get(index);
      BlockVersion version = actual.get(index);
      assertEquals(block.value(), version.value(), "value of version " + block.version());
      assertEquals(block.description(), version.description());
      assertEquals(block.metadata(), version.metadata());
      assertEquals(block.updatedAt(), version.at());
    }
  }

  @Test
  void whatIsNotKeptAnyMoreIsSaidToBeSo() {
    Block first = Asking.block(client, "notes", "a");
    for (int version = 2; version <= 40; version++) {
      client.ask(Blocks.APPEND, Asking.append(first, "b"));
    }

    prune(1);

    client.refused(FaultKind.NOT_FOUND, Blocks.VERSION, new Blocks.AtVersion(first.id(), 1L));
    client.refused(FaultKind.NOT_FOUND, Blocks.UNDO, Asking.undo(first, 1L));
    Blocks.Read then = new Blocks.Read(first.id(), null, null, first.updatedAt());
    Fault fault = client.refused(FaultKind.NOT_FOUND, Blocks.READ, then);
    assertTrue(fault.getMessage().endsWith("at that time is not kept"), fault.getMessage());
    assertEquals(39, client.ask(Blocks.UNDO, Asking.undo(first, 39L)).value().lines().count());
  }

  @Test
  void anAppendToALongValueCostsLittleSpace() {
    Block block = Asking.block(client, "notes", "x".repeat(90_000));

    for (int number = 0; number < 62; number++) {
      client.ask(Blocks.APPEND, Asking.append(block, "a short line"));
    }

    String size = "select sum(length(state)) from journal where tenant = ? and stream = ?";
    long kept = sql.read("test.size", tx -> tx.number(size, client.tenant(), block.id()));
    assertTrue(kept < 3 * 100_000, "two snapshots and sixty lines take " + kept + " bytes");
  }
}
