package io.thoth.memory.archival;

import io.thoth.memory.sql.Tx;

/** What other features ask of archives inside their own transactions. */
public final class ArchiveDirectory {
  private ArchiveDirectory() {}

  /** How many passages there are in an agent's archives. */
  public static long passages(Tx tx, String tenant, String agentId) {
    return AgentArchives.of(tx, tenant, agentId).stream().mapToLong(Place::passages).sum();
  }
}
