package io.thoth.memory.support;

import io.thoth.memory.agents.AgentRelation;
import io.thoth.memory.agents.AgentsVerticle;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.core.CoreVerticle;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.NoEmbedder;
import io.thoth.memory.folders.FolderRelation;
import io.thoth.memory.folders.FoldersVerticle;
import io.thoth.memory.folders.HeldFilesVerticle;
import io.thoth.memory.identities.IdentitiesVerticle;
import io.thoth.memory.identities.IdentityRelation;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.RecallVerticle;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.tools.ToolRelation;
import io.thoth.memory.tools.ToolsVerticle;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Core memory and agents on a local bus, over the store of a test; without HTTP. */
public final class LocalFeatures implements AutoCloseable {
  private static final long SECONDS = 30;

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);
  private final Changes changes;

  public LocalFeatures(Sql sql) {
    this(sql, new NoEmbedder());
  }

  /**
   * @param embedder of messages; is not closed here
   */
  public LocalFeatures(Sql sql, Embedder embedder) {
    changes = new Changes(bus, sql);
    Handle model = new Handle("openai", "gpt-4o-mini");
    Catalog catalog = new Catalog(new Handle("thoth", "e5-small-v2"), 384);
    BlockCache cache = new BlockCache(sql);
    AgentBlocks blocks = new AgentBlocks(cache);
    AgentRelation tools = new ToolRelation();
    RecallVerticle recall =
        new RecallVerticle(
            bus,
            changes,
            sql,
            blocks,
            tools,
            embedder,
            SearchSharing.alone(),
            Long.MAX_VALUE,
            Duration.ofMillis(50));
    deploy(new CoreVerticle(bus, changes, sql, cache));
    deploy(
        new AgentsVerticle(
            bus,
            changes,
            sql,
            blocks,
            recall.ofAgents(),
            List.of(tools, new IdentityRelation(), new FolderRelation()),
            model,
            catalog));
    deploy(recall);
    deploy(new ToolsVerticle(bus, changes, sql, blocks));
    deploy(new IdentitiesVerticle(bus, changes, sql, blocks));
    deploy(new FoldersVerticle(bus, changes, sql, catalog));
    deploy(new HeldFilesVerticle(bus, changes, sql));
  }

  public Bus bus() {
    return bus;
  }

  /** To serve further operations, in a verticle of the test's own. */
  public Changes changes() {
    return changes;
  }

  public void deploy(Deployable verticle) {
    await(
        vertx.deployVerticle(
            verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  /** The result, or what the future failed with. */
  static <T> T await(Future<T> future) {
    try {
      return future.await(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("no answer within " + SECONDS + " s", e);
    }
  }

  /** All results, in order, or what the first of them to fail failed with. */
  static <T> List<T> all(List<Future<T>> futures) {
    return await(Future.all(futures).map(done -> done.<T>list()));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
