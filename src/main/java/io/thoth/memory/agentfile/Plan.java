package io.thoth.memory.agentfile;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentFields;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.core.Block;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.NewBlock;
import io.thoth.memory.tools.Tool;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a file that was found well-formed will become: everything but histories, conversations,
 * passages and messages, which are read again when they are written.
 *
 * @param sections the names of those that the file has
 */
record Plan(
    List<PlannedAgent> agents,
    List<PlannedBlock> blocks,
    List<ArchiveArrivals.Arriving> archives,
    Map<String, Tool> tools,
    FileIds ids,
    Set<String> sections) {

  /** Whether the messages are those of the file's own section, and so all of them. */
  boolean whole() {
    return sections.contains("messages");
  }

  /** An archive of an agent, by its fresh id. */
  record Link(String archiveId, boolean owned) {}

  /**
   * @param toolIds as the file has them
   * @param blockIds fresh ones
   * @param context the file's ids of the messages in context
   */
  record PlannedAgent(
      Agent agent,
      AgentFields fields,
      List<NewBlock> ownBlocks,
      List<String> toolIds,
      List<String> blockIds,
      Set<String> context,
      List<Link> archives) {}

  record PlannedBlock(Block block, BlockArrivals.Standing standing) {}
}
