package io.thoth.memory.archival;

import io.thoth.memory.config.Variables;
import java.time.Duration;

/**
 * The limits of archival memory.
 *
 * @param indexBytes heap that search indexes may take; the least recently used go first
 * @param patience how long a batch waits for its vectors before the rest is stored without
 * @param backlogPause how long after a failure the texts without vectors are tried again
 */
public record ArchivalConfig(long indexBytes, Duration patience, Duration backlogPause) {
  private static final String INDEX_BYTES = "THOTH_INDEX_BYTES";

  public ArchivalConfig {
    if (indexBytes < 0 || patience.isNegative() || backlogPause.isNegative()) {
      throw new IllegalArgumentException("limits of archival memory must not be negative");
    }
  }

  /** The usual limits: a quarter of the heap. */
  public static ArchivalConfig usual() {
    return new ArchivalConfig(
        Runtime.getRuntime().maxMemory() / 4, Duration.ofSeconds(20), Duration.ofSeconds(10));
  }

  public static ArchivalConfig of(Variables variables) {
    ArchivalConfig usual = usual();
    return variables
        .text(INDEX_BYTES)
        .map(text -> new ArchivalConfig(bytes(variables, text), usual.patience, usual.backlogPause))
        .orElse(usual);
  }

  private static long bytes(Variables variables, String text) {
    if (text.matches("[0-9]{1,15}")) {
      return Long.parseLong(text);
    }
    throw variables.bad(text, "a number of bytes", INDEX_BYTES);
  }
}
