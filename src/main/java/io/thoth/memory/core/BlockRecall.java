package io.thoth.memory.core;

import io.thoth.memory.journal.Recall;
import io.thoth.memory.sql.Tx;
import java.util.Optional;

/** Answers that are a version of a block with a long value, found again in its history. */
final class BlockRecall implements Recall<Block> {
  private static final int SHORT_VALUE = 1_000;

  private final BlockHistory history;

  BlockRecall(BlockHistory history) {
    this.history = history;
  }

  @Override
  public Optional<String> reference(Block answer) {
    return answer.value().length() <= SHORT_VALUE
        ? Optional.empty()
        : Optional.of(answer.id() + " " + answer.version());
  }

  @Override
  public Block again(Tx tx, String tenant, String reference) {
    String[] idAndVersion = reference.split(" ");
    return history.block(tx, tenant, idAndVersion[0], Long.parseLong(idAndVersion[1]));
  }
}
