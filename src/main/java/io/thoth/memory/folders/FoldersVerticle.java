package io.thoth.memory.folders;

import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.fault.FaultKind;
import io.thoth.memory.id.Id;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.json.Times;
import io.thoth.memory.models.Catalog;
import io.thoth.memory.models.Handle;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Serves folders and the files in them. Deployed on virtual threads. */
public final class FoldersVerticle extends VerticleBase {
  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final Catalog catalog;
  private final FolderStore folders = new FolderStore();
  private final FileStore files = new FileStore();
  private final Uploading uploading = new Uploading(folders, files);

  public FoldersVerticle(Bus bus, Changes changes, Sql sql, Catalog catalog) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
    this.catalog = catalog;
  }

  @Override
  public Future<?> start() {
    bus.serve(Folders.LIST, this::list);
    bus.serve(Folders.COUNT, this::count);
    bus.serve(Folders.NAMED, this::named);
    bus.serve(Folders.TOTALS, this::totals);
    bus.serve(Folders.READ, (question, caller) -> required(question.folderId(), caller));
    bus.serve(Folders.AGENTS, this::agents);
    bus.serve(Folders.PASSAGES, this::passages);
    bus.serve(Folders.FILES, this::files);
    bus.serve(Folders.FILE, this::file);
    changes.serve(Folders.CREATE, this::create);
    changes.serve(Folders.UPDATE, this::update);
    changes.serve(Folders.DELETE, this::delete);
    changes.serve(Folders.UPLOAD, uploading::upload);
    changes.serve(Folders.DELETE_FILE, this::deleteFile);
    return Future.succeededFuture();
  }

  private Folder required(String id, Caller caller) {
    return sql.read("folder.read", tx -> folders.require(tx, caller.tenant(), id));
  }

  private Folders.Found list(Folders.Browse question, Caller caller) {
    return sql.readAnywhere(
        "folder.list",
        tx ->
            new Folders.Found(folders.list(tx, caller.tenant(), question.name(), question.page())));
  }

  private Folders.Count count(Folders.Everything question, Caller caller) {
    return sql.readAnywhere(
        "folder.count", tx -> new Folders.Count(folders.count(tx, caller.tenant())));
  }

  private Folders.Name named(Folders.Named question, Caller caller) {
    String name = question.folderName();
    return sql.read("folder.named", tx -> folders.named(tx, caller.tenant(), name))
        .map(folder -> new Folders.Name(folder.id()))
        .orElseThrow(
            () -> new Fault(FaultKind.NOT_FOUND, "There is no folder named '" + name + "'"));
  }

  private Folders.Totals totals(Folders.Measure question, Caller caller) {
    boolean detailed = Boolean.TRUE.equals(question.includeDetailedPerSourceMetadata());
    List<Folders.Total> all =
        sql.readAnywhere("folder.totals", tx -> files.totals(tx, caller.tenant(), detailed));
    return new Folders.Totals(
        all.size(),
        all.stream().mapToLong(Folders.Total::fileCount).sum(),
        all.stream().mapToLong(Folders.Total::totalSize).sum(),
        detailed ? all : List.of());
  }

  private Folders.Names agents(Folders.Part question, Caller caller) {
    return sql.readAnywhere(
        "folder.agents",
        tx -> {
          folders.require(tx, caller.tenant(), question.folderId());
          return new Folders.Names(
              FileLinks.agents(tx, caller.tenant(), question.folderId(), question.page()));
        });
  }

  private Folders.Passages passages(Folders.Part question, Caller caller) {
    required(question.folderId(), caller);
    return new Folders.Passages(List.of());
  }

  private Folders.Files files(Folders.InFolder question, Caller caller) {
    return sql.readAnywhere(
        "folder.files",
        tx -> {
          folders.require(tx, caller.tenant(), question.folderId());
          return new Folders.Files(files.list(tx, caller.tenant(), question));
        });
  }

  private StoredFile file(Folders.OneFile question, Caller caller) {
    boolean content = Boolean.TRUE.equals(question.includeContent());
    return sql.read(
        "folder.file",
        tx -> files.require(tx, caller.tenant(), question.folderId(), question.fileId(), content));
  }

  private Work<Folder> create(Folders.Create question, Caller caller) {
    Instant now = Times.now();
    Folder made =
        new Folder(
            Id.fresh(Id.FOLDER),
            question.name(),
            question.description(),
            question.instructions(),
            question.metadata(),
            embedding(question),
            caller.actor(),
            caller.actor(),
            1,
            now,
            now);
    return tx -> {
      folders.insert(tx, caller, made);
      return made;
    };
  }

  /** The model that is named, by handle or in its configuration; else the first there is. */
  private Map<String, @Nullable Object> embedding(Folders.Create question) {
    Map<String, Object> given =
        question.embeddingConfig() == null ? Map.of() : question.embeddingConfig();
    Map<String, @Nullable Object> config =
        new LinkedHashMap<>(catalog.embeddingConfig(handle(question.embedding(), given)));
    config.putAll(given);
    if (question.embeddingChunkSize() != null) {
      config.put("embedding_chunk_size", question.embeddingChunkSize());
    }
    return config;
  }

  private Handle handle(@Nullable String embedding, Map<String, Object> given) {
    if (embedding != null) {
      return Handle.of("embedding", embedding, FaultKind.INVALID);
    }
    if (given.get("handle") instanceof String handle) {
      return Handle.of("embedding_config.handle", handle, FaultKind.INVALID);
    }
    if (given.get("embedding_model") instanceof String model) {
      return new Handle(given.getOrDefault("embedding_endpoint_type", "openai").toString(), model);
    }
    String first = catalog.embedding().getFirst().handle();
    return Handle.of("embedding", first, FaultKind.INVALID);
  }

  private Work<Folder> update(Folders.Update question, Caller caller) {
    return tx -> {
      Folder before = folders.lock(tx, caller.tenant(), question.folderId());
      Map<String, @Nullable Object> config = new LinkedHashMap<>(before.embeddingConfig());
      config.putAll(question.embeddingConfig() == null ? Map.of() : question.embeddingConfig());
      Folder after =
          new Folder(
              before.id(),
              or(question.name(), before.name()),
              or(question.description(), before.description()),
              or(question.instructions(), before.instructions()),
              or(question.metadata(), before.metadata()),
              config,
              before.createdById(),
              caller.actor(),
              before.version() + 1,
              before.createdAt(),
              Times.nowAfter(before.updatedAt()));
      folders.save(tx, caller, after);
      return after;
    };
  }

  private static <T extends @Nullable Object> T or(@Nullable T given, T otherwise) {
    return given == null ? otherwise : given;
  }

  private Work<Folders.Deleted> delete(Folders.Read question, Caller caller) {
    return tx -> {
      Folder folder = folders.lock(tx, caller.tenant(), question.folderId());
      folders.delete(tx, caller, folder);
      return new Folders.Deleted(folder.id());
    };
  }

  private Work<Folders.Deleted> deleteFile(Folders.Drop question, Caller caller) {
    return tx -> {
      folders.lock(tx, caller.tenant(), question.folderId());
      StoredFile file =
          files.require(tx, caller.tenant(), question.folderId(), question.fileId(), false);
      files.delete(tx, caller, file);
      return new Folders.Deleted(file.id());
    };
  }
}
