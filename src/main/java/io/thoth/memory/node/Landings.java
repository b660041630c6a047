package io.thoth.memory.node;

import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.folders.FolderRelation;
import io.thoth.memory.identities.IdentityRelation;
import io.thoth.memory.letta.Landing;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.ConversationArrivals;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.tools.ToolRelation;
import java.util.List;

/** The features' parts for who writes into a database without a node. */
public final class Landings {
  private Landings() {}

  /**
   * Where an import from a Letta ends. Nothing is embedded: whatever has no vector is seen to by
   * the next node.
   *
   * @param usualModel the language model of agents that name none
   */
  public static Landing of(Sql sql, Caller caller, Handle usualModel) {
    NoEmbedder embedder = new NoEmbedder();
    BlockCache cache = new BlockCache(sql);
    List<AgentRelation> related =
        List.of(new ToolRelation(), new IdentityRelation(), new FolderRelation());
    Catalog catalog = new Catalog(null, embedder.dimensions());
    return new Landing(
        sql,
        caller,
        new AgentArrivals(related, usualModel, catalog),
        new BlockArrivals(cache),
        new AgentBlocks(cache),
        new ArchiveArrivals(embedder),
        new RecallArrivals(),
        new ConversationArrivals());
  }
}
