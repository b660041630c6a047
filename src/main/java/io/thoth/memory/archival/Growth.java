package io.thoth.memory.archival;

import io.thoth.memory.access.Usage;
import io.thoth.memory.json.Json;
import io.thoth.memory.sql.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * By how much an archive grows, or with negative numbers shrinks.
 *
 * @param bytes of texts, tags and metadata as they stand in the table, in UTF-8
 */
record Growth(long passages, long bytes) {
  static final Growth NONE = new Growth(0, 0);

  static Growth by(List<Draft> drafts) {
    long bytes = 0;
    for (Draft draft : drafts) {
      NewPassage fresh = draft.passage();
      bytes +=
          bytes(
              fresh.text(),
              Objects.requireNonNull(fresh.tags()),
              Objects.requireNonNull(fresh.metadata()));
    }
    return new Growth(drafts.size(), bytes);
  }

  /** What an archive has by now. */
  static Growth of(Tx tx, String tenant, String archiveId) {
    return tx.one(
            "select passages, bytes from archive where tenant = ? and id = ?",
            row -> new Growth(row.integer("passages"), row.integer("bytes")),
            tenant,
            archiveId)
        .orElse(NONE);
  }

  static long bytes(Passage passage) {
    return bytes(passage.text(), passage.tags(), passage.metadata());
  }

  private static long bytes(String text, List<String> tags, Map<String, Object> metadata) {
    return Usage.bytes(text) + Usage.bytes(Json.write(tags)) + Usage.bytes(Json.write(metadata));
  }

  Growth reversed() {
    return new Growth(-passages, -bytes);
  }

  /** Counts it for the organisation, which may refuse it. */
  void count(Tx tx, String tenant) {
    if (passages != 0 || bytes != 0) {
      Usage.add(tx, tenant, Usage.Amount.passages(passages, bytes));
    }
  }
}
