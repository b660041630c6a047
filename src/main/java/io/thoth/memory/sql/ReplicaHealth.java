package io.thoth.memory.sql;

import java.time.Duration;

/**
 * What is known of one replica; up to a second old.
 *
 * @param address host and port
 * @param detail why it is not used, or {@code ok}
 * @param lasting for how long it has been in this state
 * @param lagBytes how much of the primary's log of changes it had still to replay; 0 when unknown
 * @param reads how many reads it has answered
 */
public record ReplicaHealth(
    String address, State state, String detail, Duration lasting, long lagBytes, long reads) {
  private static final Duration BRIEFLY = Duration.ofSeconds(2);

  /** Whether it answers reads, or why not. */
  public enum State {
    READY,
    /** It lacks changes that were asked for. */
    BEHIND,
    /** It cannot be reached, or failed. */
    AWAY,
    /** What answers there is no replica of the primary. */
    REFUSED
  }

  /** Whether all is as it should be. Being a moment behind is usual while there is much to do. */
  public boolean isWell() {
    return state == State.READY || (state == State.BEHIND && lasting.compareTo(BRIEFLY) < 0);
  }
}
