package io.thoth.memory.recall;

/** Agents that are still being imported, of which nothing is told yet. */
final class Unseen {
  private Unseen() {}

  /** The condition that the agent of a row is none of these. */
  static String not(String alias) {
    return "not exists (select 1 from agent unseen where unseen.tenant = %s.tenant".formatted(alias)
        + (" and unseen.id = %s.agent_id and unseen.arrival is not null)".formatted(alias));
  }
}
