package io.thoth.memory.archival;

import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of whoever carries whole archives elsewhere. */
public interface ArchivalRows {
  Operation<Passages, Rows> PASSAGES =
      Operation.read("archival.passage.rows", Passages.class, Rows.class);
  Operation<OfAgent, Links> LINKS =
      Operation.read("archival.agent.links", OfAgent.class, Links.class);

  /**
   * The passages of an archive in the order they came.
   *
   * @param after the sequence to go on from; 0 for the beginning
   * @param limit 1 to 1,000
   * @param vectors whether the present model's vectors come with them
   */
  record Passages(String archiveId, long after, int limit, @Nullable Boolean vectors) {
    private static final int MOST = 1_000;

    public Passages {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
      if (limit < 1 || limit > MOST) {
        throw Fault.invalid("limit", "must be from 1 to " + MOST);
      }
    }
  }

  record Rows(List<Passage> passages) {
    public Rows {
      passages = List.copyOf(passages);
    }
  }

  /** Which archives an agent sees, by their id. */
  record OfAgent(String agentId) {
    public OfAgent {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  /**
   * @param owned whether it is the agent's own, where passages without a named archive go
   */
  record Link(String archiveId, boolean owned) {}

  record Links(List<Link> links) {
    public Links {
      links = List.copyOf(links);
    }
  }
}
