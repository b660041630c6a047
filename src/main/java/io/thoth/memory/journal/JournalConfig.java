package io.thoth.memory.journal;

import io.thoth.memory.config.Variables;

/**
 * How long the journal and the answers of keyed requests are kept. The newest entry of a stream is
 * always kept, and so is one as long as a request that led to it may be repeated.
 *
 * @param keepVersions how many entries of each stream at least, counted from its newest whole one;
 *     0 keeps all
 * @param keepDays how old entries may become, in days; 0 keeps them for ever
 * @param idempotencyHours how long a request may be repeated under its key, in hours
 */
public record JournalConfig(int keepVersions, int keepDays, int idempotencyHours) {
  private static final int MOST_DAYS = 36_500;

  public static JournalConfig of(Variables variables) {
    return new JournalConfig(
        variables.number(1_000, 0, Integer.MAX_VALUE, "THOTH_JOURNAL_KEEP_VERSIONS"),
        variables.number(0, 0, MOST_DAYS, "THOTH_JOURNAL_KEEP_DAYS"),
        variables.number(24, 1, MOST_DAYS * 24, "THOTH_IDEMPOTENCY_HOURS"));
  }
}
