package io.thoth.memory.node;

import io.thoth.memory.agentfile.AgentFilesVerticle;
import io.thoth.memory.agentfile.Arrivals;
import io.thoth.memory.agents.AgentArrivals;
import io.thoth.memory.agents.AgentMessages;
import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.agents.AgentRoutes;
import io.thoth.memory.agents.AgentsVerticle;
import io.thoth.memory.archival.ArchivalConfig;
import io.thoth.memory.archival.ArchivalRoutes;
import io.thoth.memory.archival.ArchivalVerticle;
import io.thoth.memory.archival.ArchiveArrivals;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.cache.Caches;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockArrivals;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.core.BlockRoutes;
import io.thoth.memory.core.CoreVerticle;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.folders.FolderRelation;
import io.thoth.memory.folders.FolderRoutes;
import io.thoth.memory.folders.FoldersVerticle;
import io.thoth.memory.folders.HeldFilesVerticle;
import io.thoth.memory.groups.GroupRoutes;
import io.thoth.memory.groups.GroupsVerticle;
import io.thoth.memory.http.Endpoint;
import io.thoth.memory.identities.IdentitiesVerticle;
import io.thoth.memory.identities.IdentityRelation;
import io.thoth.memory.identities.IdentityRoutes;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.journal.JournalVerticle;
import io.thoth.memory.mcpservers.McpServerRoutes;
import io.thoth.memory.mcpservers.McpServersVerticle;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.models.ModelRoutes;
import io.thoth.memory.models.ModelsVerticle;
import io.thoth.memory.recall.RecallArrivals;
import io.thoth.memory.recall.RecallRoutes;
import io.thoth.memory.recall.RecallVerticle;
import io.thoth.memory.recall.TurnRoutes;
import io.thoth.memory.runs.RunRoutes;
import io.thoth.memory.runs.RunsVerticle;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.tenants.Tenancy;
import io.thoth.memory.tenants.TenantRoutes;
import io.thoth.memory.tools.ToolRelation;
import io.thoth.memory.tools.ToolRoutes;
import io.thoth.memory.tools.ToolsVerticle;
import io.thoth.memory.turns.Turns;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The features of a node: what serves them, and what the edge routes to them. */
final class Features {
  private Features() {}

  static List<Endpoint> endpoints() {
    return Stream.of(
            AgentRoutes.endpoints(),
            BlockRoutes.endpoints(),
            ArchivalRoutes.endpoints(),
            RecallRoutes.endpoints(),
            TurnRoutes.endpoints(),
            ToolRoutes.endpoints(),
            McpServerRoutes.endpoints(),
            IdentityRoutes.endpoints(),
            FolderRoutes.endpoints(),
            RunRoutes.endpoints(),
            GroupRoutes.endpoints(),
            ModelRoutes.endpoints(),
            TenantRoutes.endpoints())
        .flatMap(List::stream)
        .toList();
  }

  /** Serves every operation on this instance of Vert.x; succeeds when all can be reached. */
  static Future<?> deploy(
      Vertx vertx,
      Bus bus,
      Sql sql,
      Embedder embedder,
      Turns turns,
      Caches caches,
      NodeConfig config) {
    Changes changes = new Changes(bus, sql);
    Handle usual = config.usualModel();
    Catalog catalog = new Catalog(own(embedder), embedder.dimensions());
    BlockCache cache = new BlockCache(sql);
    AgentBlocks blocks = new AgentBlocks(cache);
    AgentRelation tools = new ToolRelation();
    List<AgentRelation> related = List.of(tools, new IdentityRelation(), new FolderRelation());
    SearchSharing sharing = SearchSharing.with(caches.cache(), turns);
    RecallVerticle recall =
        recall(bus, changes, sql, blocks, tools, embedder, sharing, config.archival());
    AgentMessages messages = recall.ofAgents();
    List<Deployable> verticles =
        List.of(
            new NodeVerticle(bus, sql, embedder, caches),
            new JournalVerticle(sql, config.journal()),
            new ModelsVerticle(bus, catalog),
            new CoreVerticle(bus, changes, sql, cache),
            new AgentsVerticle(bus, changes, sql, blocks, messages, related, usual, catalog),
            recall,
            new ToolsVerticle(bus, changes, sql, blocks),
            new McpServersVerticle(bus, changes, sql),
            agentFiles(changes, sql, cache, embedder, related, usual, catalog, config),
            new IdentitiesVerticle(bus, changes, sql, blocks),
            new FoldersVerticle(bus, changes, sql, catalog),
            new HeldFilesVerticle(bus, changes, sql),
            new RunsVerticle(bus, changes, sql),
            new GroupsVerticle(bus, sql),
            new ArchivalVerticle(bus, changes, sql, embedder, sharing, config.archival()));
    Stream<Deployable> all =
        Stream.concat(
            verticles.stream(),
            Tenancy.verticles(bus, changes, sql, config.access(), config.dataDir()).stream());
    return Future.all(all.map(verticle -> deploy(vertx, verticle)).toList())
        .compose(_ -> bus.reachable());
  }

  private static AgentFilesVerticle agentFiles(
      Changes changes,
      Sql sql,
      BlockCache cache,
      Embedder embedder,
      List<AgentRelation> related,
      Handle usual,
      Catalog catalog,
      NodeConfig config) {
    Arrivals arrivals =
        new Arrivals(
            sql,
            new AgentArrivals(related, usual, catalog),
            new BlockArrivals(cache),
            new AgentBlocks(cache),
            new ArchiveArrivals(embedder),
            new RecallArrivals());
    return new AgentFilesVerticle(changes, arrivals, config.agentFiles().uploads());
  }

  /** Messages may take half of what passages may. */
  private static RecallVerticle recall(
      Bus bus,
      Changes changes,
      Sql sql,
      AgentBlocks blocks,
      AgentRelation tools,
      Embedder embedder,
      SearchSharing sharing,
      ArchivalConfig limits) {
    return new RecallVerticle(
        bus,
        changes,
        sql,
        blocks,
        tools,
        embedder,
        sharing,
        limits.indexBytes() / 2,
        limits.backlogPause());
  }

  /** The embedder's own model as clients name models; null when nothing embeds. */
  private static @Nullable Handle own(Embedder embedder) {
    if (embedder instanceof NoEmbedder) {
      return null;
    }
    String model = embedder.model();
    int slash = model.indexOf('/');
    return slash > 0
        ? new Handle(model.substring(0, slash), model.substring(slash + 1))
        : new Handle("openai", model);
  }

  private static Future<String> deploy(Vertx vertx, Deployable verticle) {
    return vertx.deployVerticle(
        verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
  }
}
