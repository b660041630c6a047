package io.thoth.memory.agentfile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/** Files that are no agent files of today, and what they are instead. */
final class Formats {
  private Formats() {}

  /** Refuses a file that has no agents where they must be. */
  static void require(Set<String> sections) {
    if (sections.contains("agents")) {
      for (String needed : List.of("blocks", "tools")) {
        if (!sections.contains(needed)) {
          throw FileScan.unfit(needed + ": is missing; this is no whole agent file");
        }
      }
      return;
    }
    boolean legacy =
        sections.stream().anyMatch(Set.of("core_memory", "llm_config", "agent_type")::contains);
    throw FileScan.unfit(
        legacy
            ? "file: this is Letta's legacy format of a single agent, without 'agents'; import it"
                + " into a Letta that still reads it and export it again"
            : "agents: is missing; this is no agent file");
  }

  /** Refuses this program's own export of a whole organisation, which is another format. */
  static void requireFlat(String place, ObjectNode agent) {
    if (agent.path("agent").isObject() && !agent.has("name")) {
      throw FileScan.unfit(
          place
              + ": this is an export of everything, from /api/agents/export, and no agent file;"
              + " GET /v1/agents/{agent_id}/export makes those");
    }
  }
}
