package io.thoth.memory.archival;

import static java.util.concurrent.TimeUnit.SECONDS;

import io.thoth.memory.agents.Agents;
import io.thoth.memory.agents.AgentsVerticle;
import io.thoth.memory.bus.Answer;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.core.AgentBlocks;
import io.thoth.memory.core.BlockCache;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Json;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.recall.AgentRecall;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Migrations;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.SqlConfig;
import io.vertx.core.Deployable;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Agents and archival memory over a database, asked over the bus. Closing it and opening another
 * one on the same database is a restart.
 */
final class Library implements AutoCloseable {
  static final Caller CALLER = caller(Caller.DEFAULT_TENANT);
  static final ArchivalConfig CONFIG =
      new ArchivalConfig(64 << 20, Duration.ofSeconds(20), Duration.ofMillis(20));

  private final Vertx vertx = Vertx.vertx();
  private final Bus bus = new Bus(vertx);
  private final Sql sql;

  Library(SqlConfig database, Embedder embedder) {
    this(database, embedder, CONFIG);
  }

  Library(SqlConfig database, Embedder embedder, ArchivalConfig config) {
    this(database, embedder, config, SearchSharing.alone());
  }

  Library(SqlConfig database, Embedder embedder, ArchivalConfig config, SearchSharing sharing) {
    sql = database.open();
    sql.migrate(Migrations.of(sql.dialect()));
    Changes changes = new Changes(bus, sql);
    Handle usual = new Handle("openai", "gpt-4o-mini");
    Catalog catalog = new Catalog(null, 0);
    deploy(
        new AgentsVerticle(
            bus,
            changes,
            sql,
            new AgentBlocks(new BlockCache(sql)),
            new AgentRecall(),
            List.of(),
            usual,
            catalog));
    deploy(new ArchivalVerticle(bus, changes, sql, embedder, sharing, config));
  }

  private void deploy(Deployable verticle) {
    waited(
        vertx.deployVerticle(
            verticle, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD)));
  }

  static Caller caller(String tenant) {
    return Caller.node(tenant, "test");
  }

  static Caller withKey(String key) {
    return new Caller(
        Caller.DEFAULT_TENANT, Caller.DEFAULT_ACTOR, "request-of-" + key, key, "digest");
  }

  Sql sql() {
    return sql;
  }

  <Q extends Record, A extends Record> Future<A> asked(Operation<Q, A> operation, Q question) {
    return bus.ask(operation, question, CALLER).map(Answer::value);
  }

  <Q extends Record, A extends Record> A ask(Operation<Q, A> operation, Q question) {
    return ask(operation, question, CALLER).value();
  }

  <Q extends Record, A extends Record> Answer<A> ask(
      Operation<Q, A> operation, Q question, Caller caller) {
    return waited(bus.ask(operation, question, caller));
  }

  static <T> T waited(Future<T> future) {
    try {
      return future.toCompletionStage().toCompletableFuture().get(60, SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException(e.getCause());
    } catch (InterruptedException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  String agent(String name) {
    return agent(name, "UTC", CALLER);
  }

  String agent(String name, String timezone, Caller caller) {
    String json = Json.write(Map.of("body", Map.of("name", name, "timezone", timezone)));
    return ask(Agents.CREATE, Json.read(json, Agents.Create.class), caller).value().agent().id();
  }

  String archive(String name) {
    return ask(Archives.CREATE, new Archives.Create(name, null, null, null)).id();
  }

  Passage tell(String agentId, String text) {
    return ask(Passages.CREATE, new Passages.Create(agentId, null, text, null, null, null));
  }

  Passage put(String archiveId, String text, String... tags) {
    return ask(
        Passages.CREATE, new Passages.Create(null, archiveId, text, List.of(tags), null, null));
  }

  List<Passage> putAll(String archiveId, List<NewPassage> passages) {
    return ask(Passages.BATCH, new Passages.Batch(archiveId, passages)).passages();
  }

  List<Passage> listed(@Nullable String agentId, @Nullable String archiveId) {
    return ask(
            Passages.LIST,
            new Passages.Browse(agentId, archiveId, null, null, null, null, 10_000, null))
        .passages();
  }

  Passages.Found search(String agentId, String query) {
    return ask(Passages.SEARCH, Asking.of(agentId, query));
  }

  List<Passages.PassageHit> find(String archiveId, String query) {
    return ask(Passages.FIND, Asking.in(archiveId, query)).hits();
  }

  static Passages.Update edit(String archiveId, String passageId, String text) {
    return new Passages.Update(null, archiveId, passageId, text, null, null, null);
  }

  void remove(String archiveId, String passageId) {
    ask(Passages.DELETE, new Passages.Delete(null, archiveId, passageId));
  }

  @Override
  public void close() {
    waited(vertx.close());
    sql.close();
  }
}
