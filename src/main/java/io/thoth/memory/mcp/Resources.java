package io.thoth.memory.mcp;

import io.modelcontextprotocol.server.McpStatelessServerFeatures.SyncResourceTemplateSpecification;
import io.modelcontextprotocol.spec.McpSchema.ListResourcesResult;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients can read without a tool. Asked on virtual threads, and may wait. */
public interface Resources {
  /** Each reads the resources whose addresses it describes. */
  List<SyncResourceTemplateSpecification> templates();

  /**
   * A page of those that the peer may read.
   *
   * @param cursor what the page before ended with; null for the first
   */
  ListResourcesResult list(Peer peer, @Nullable String cursor);
}
