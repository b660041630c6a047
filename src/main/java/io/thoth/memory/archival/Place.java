package io.thoth.memory.archival;

import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.search.FollowedIndexes;
import org.jspecify.annotations.Nullable;

/**
 * An archive and how far it has come.
 *
 * @param sequence of its last change
 * @param passages how many it holds
 */
record Place(String archiveId, long sequence, long passages) {

  /** Refuses a question that names neither an agent nor an archive. */
  static void require(@Nullable String agentId, @Nullable String archiveId) {
    Id.allow("agent_id", Id.AGENT, agentId);
    Id.allow("archive_id", Id.ARCHIVE, archiveId);
    if (agentId == null && archiveId == null) {
      throw Fault.invalid("archive_id", "is required");
    }
  }

  FollowedIndexes.Place ofIndex() {
    return new FollowedIndexes.Place(archiveId, sequence, passages);
  }
}
