package io.thoth.memory.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.thoth.memory.core.Asking;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.Blocks;
import io.thoth.memory.core.Blocks.BlockVersion;
import io.thoth.memory.sql.Migration;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.support.FeatureContract;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that were written when every entry was in the index. */
abstract class ChainsMigrationContract extends FeatureContract {
  /** What the migration made, away again. */
  private static final List<String> BACK =
      List.of(
          "drop index journal_whole",
          "create unique index journal_stream on journal (tenant, stream, sequence)",
          "alter table block drop column entry_before",
          "alter table block drop column entry",
          "alter table journal drop column previous");

  private List<BlockVersion> history(Block block) {
    return client
        .ask(Blocks.HISTORY, new Blocks.Past(block.id(), null, null, 1_000, "asc"))
        .versions();
  }

  private void run(List<String> statements) {
    sql.write(
        "test.statements",
        tx -> {
          statements.forEach(tx::update);
          return statements.size();
        });
  }

  private Block edited(int times) {
    Block block = Asking.block(client, "notes", "a");
    for (int time = 0; time < times; time++) {
      client.ask(Blocks.APPEND, Asking.append(block, "b" + time));
    }
    return block;
  }

  @Test
  void oldHistoriesAreWhatTheyWereAndGoOn() {
    Block many = edited(75);
    Block brief = edited(0);
    Block gone = edited(40);
    client.ask(Blocks.DELETE, new Blocks.Delete(gone.id(), null));
    List<List<BlockVersion>> before = List.of(history(many), history(brief), history(gone));
    Migration chains =
        Migrations.of(sql.dialect()).all().stream()
            .filter(step -> step.name().endsWith("_chains"))
            .findFirst()
            .orElseThrow();

    run(BACK);
    run(chains.statements());

    assertEquals(before, List.of(history(many), history(brief), history(gone)));
    client.ask(Blocks.APPEND, Asking.append(many, "after"));
    client.ask(Blocks.APPEND, Asking.append(brief, "after"));
    assertEquals(before.getFirst(), history(many).subList(0, 76));
    assertEquals(
        List.of("a", "a\nafter"), history(brief).stream().map(BlockVersion::value).toList());
  }
}
