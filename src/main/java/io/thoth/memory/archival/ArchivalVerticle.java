package io.thoth.memory.archival;

import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.embedding.Backlog;
import io.thoth.memory.embedding.Embedder;
import io.thoth.memory.embedding.Vectors;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.removal.Departures;
import io.thoth.memory.search.SearchSharing;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.List;
import java.util.Objects;

/** Serves archival memory. Deployed on virtual threads. */
public final class ArchivalVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final ArchiveStore archives;
  private final ArchiveList archiveList;
  private final PassageStore passages;
  private final PassageList passageList;
  private final PassageWriting writing;
  private final PassageSearch search;
  private final HotArchives hot;
  private final Departures departures;
  private final Backlog<BacklogStore.Waiting> backlog;

  /**
   * @param embedder is not closed here
   */
  public ArchivalVerticle(
      Bus bus,
      Changes changes,
      Sql sql,
      Embedder embedder,
      SearchSharing sharing,
      ArchivalConfig config) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    ArchiveRow archiveRow = new ArchiveRow(embedder);
    PassageRow passageRow = new PassageRow(embedder);
    archives = new ArchiveStore(archiveRow);
    archiveList = new ArchiveList(archiveRow);
    passages = new PassageStore(passageRow, archives, embedder.model());
    passageList = new PassageList(passageRow);
    departures = ArchiveRemnants.departures(sql);
    hot = new HotArchives(sql, embedder.model(), config.indexBytes());
    search = new PassageSearch(sql, embedder, hot, sharing, archives, passageRow);
    BacklogStore waiting = new BacklogStore(sql, passageRow, passages, embedder.model());
    backlog = new Backlog<>(embedder, waiting, "passages", config.backlogPause());
    PassageEmbedding embedding = new PassageEmbedding(embedder, config.patience());
    writing = new PassageWriting(sql, embedding, archives, passages, backlog);
  }

  @Override
  public Future<?> start() {
    bus.serve(Archives.READ, this::readArchive);
    bus.serve(Archives.LIST, this::listArchives);
    bus.serve(Archives.COUNT, this::count);
    bus.serve(ArchivalRows.PASSAGES, this::rows);
    bus.serve(ArchivalRows.LINKS, this::links);
    changes.serve(Archives.CREATE, this::createArchive);
    changes.serve(Archives.UPDATE, this::updateArchive);
    changes.serve(Archives.DELETE, this::deleteArchive);
    changes.serve(Archives.ATTACH, this::attach);
    changes.serve(Archives.DETACH, this::detach);
    bus.serve(Passages.READ, this::read);
    bus.serve(Passages.LIST, this::list);
    bus.serve(Passages.SEARCH, search::search);
    bus.serve(Passages.FIND, search::find);
    changes.serve(Passages.CREATE, writing::create);
    changes.serve(Passages.SAY, (question, caller) -> writing.create(question.create(), caller));
    changes.serve(Passages.BATCH, writing::batch);
    changes.serve(Passages.UPDATE, writing::update);
    changes.serve(Passages.DELETE, writing::delete);
    backlog.start();
    departures.start();
    return Future.succeededFuture();
  }

  @Override
  public Future<?> stop() throws InterruptedException {
    departures.close();
    backlog.close();
    hot.close();
    return Future.succeededFuture();
  }

  private ArchivalRows.Rows rows(ArchivalRows.Passages question, Caller caller) {
    return sql.read(
        "passage.rows",
        tx -> {
          archives.requirePlace(tx, caller.tenant(), question.archiveId());
          return new ArchivalRows.Rows(passages.rows(tx, caller.tenant(), question));
        });
  }

  private ArchivalRows.Links links(ArchivalRows.OfAgent question, Caller caller) {
    return sql.read(
        "archive.links",
        tx -> {
          AgentDirectory.require(tx, caller.tenant(), question.agentId());
          return new ArchivalRows.Links(
              AgentArchives.links(tx, caller.tenant(), question.agentId()));
        });
  }

  private Archive readArchive(Archives.Read question, Caller caller) {
    return sql.read(
        "archive.read", tx -> archives.require(tx, caller.tenant(), question.archiveId()));
  }

  private Archives.Page listArchives(Archives.Browse question, Caller caller) {
    return sql.read(
        "archive.list", tx -> new Archives.Page(archiveList.list(tx, caller.tenant(), question)));
  }

  private Archives.Counts count(Archives.Everything question, Caller caller) {
    return sql.read("archive.count", tx -> archiveList.count(tx, caller.tenant()));
  }

  private Work<Archive> createArchive(Archives.Create question, Caller caller) {
    return tx -> archives.insert(tx, caller, question);
  }

  private Work<Archive> updateArchive(Archives.Update question, Caller caller) {
    return tx -> archives.update(tx, caller, question);
  }

  private Work<Archives.Deleted> deleteArchive(Archives.Delete question, Caller caller) {
    return tx -> {
      archives.departed(tx, caller, question.archiveId());
      departures.begin(tx, caller.tenant(), question.archiveId());
      tx.afterCommit(() -> hot.drop(caller.tenant(), question.archiveId()));
      return new Archives.Deleted(question.archiveId());
    };
  }

  private Work<Archives.Linked> attach(Archives.Link question, Caller caller) {
    caller.grant().requireNoAgent(); // or it could bring any archive within its reach
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      archives.requirePlace(tx, caller.tenant(), question.archiveId());
      AgentArchives.link(tx, caller.tenant(), question.agentId(), question.archiveId(), false);
      return new Archives.Linked(question.agentId(), question.archiveId());
    };
  }

  private Work<Archives.Linked> detach(Archives.Link question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      AgentArchives.unlink(tx, caller.tenant(), question.agentId(), question.archiveId());
      return new Archives.Linked(question.agentId(), question.archiveId());
    };
  }

  private Passage read(Passages.Read question, Caller caller) {
    return sql.read(
        "passage.read",
        tx -> {
          archives.requirePlace(tx, caller.tenant(), question.archiveId());
          Passage passage =
              passages.require(
                  tx, caller.tenant(), null, question.archiveId(), question.passageId());
          return passages
              .vector(tx, passage)
              .map(vector -> passage.with(Vectors.list(vector), passage.embeddingConfig()))
              .orElse(passage);
        });
  }

  private Passages.Page list(Passages.Browse question, Caller caller) {
    return sql.read(
        "passage.list",
        tx -> {
          List<Place> places = places(tx, question, caller.tenant());
          return new Passages.Page(passageList.list(tx, caller.tenant(), places, question));
        });
  }

  private List<Place> places(Tx tx, Passages.Browse question, String tenant) {
    if (question.agentId() == null) {
      return List.of(
          archives.requirePlace(tx, tenant, Objects.requireNonNull(question.archiveId())));
    }
    AgentDirectory.require(tx, tenant, question.agentId());
    List<String> only = question.archiveId() == null ? List.of() : List.of(question.archiveId());
    return AgentArchives.of(tx, tenant, question.agentId(), only);
  }
}
