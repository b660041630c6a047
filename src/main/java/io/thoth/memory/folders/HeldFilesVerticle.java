package io.thoth.memory.folders;

import io.thoth.memory.agents.Agent;
import io.thoth.memory.agents.AgentDirectory;
import io.thoth.memory.bus.Bus;
import io.thoth.memory.bus.Caller;
import io.thoth.memory.journal.Changes;
import io.thoth.memory.sql.Page;
import io.thoth.memory.sql.Sql;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.ArrayList;
import java.util.List;

/** Serves the folders and files of agents. Deployed on virtual threads. */
public final class HeldFilesVerticle extends VerticleBase {
  private static final int USUAL_OPEN = 5;

  private final Bus bus;
  private final Changes changes;
  private final Sql sql;
  private final FolderStore folders = new FolderStore();

  public HeldFilesVerticle(Bus bus, Changes changes, Sql sql) {
    this.bus = bus;
    this.changes = changes;
    this.sql = sql;
  }

  @Override
  public Future<?> start() {
    bus.serve(HeldFiles.FOLDERS, this::folders);
    bus.serve(HeldFiles.FILES, this::files);
    changes.serve(HeldFiles.ATTACH, this::attach);
    changes.serve(HeldFiles.DETACH, this::detach);
    changes.serve(HeldFiles.OPEN, this::open);
    changes.serve(HeldFiles.CLOSE, this::close);
    changes.serve(HeldFiles.CLOSE_ALL, this::closeAll);
    return Future.succeededFuture();
  }

  private Folders.Found folders(HeldFiles.OfAgent question, Caller caller) {
    return sql.read(
        "folder.ofagent",
        tx -> {
          AgentDirectory.require(tx, caller.tenant(), question.agentId());
          return new Folders.Found(
              folders.ofAgent(tx, caller.tenant(), question.agentId(), question.page()));
        });
  }

  /** A page that is full may have another after it, which then may be empty. */
  private HeldFiles.Held files(HeldFiles.Browse question, Caller caller) {
    Page page = question.page();
    List<HeldFiles.HeldFile> found =
        sql.read(
            "file.ofagent",
            tx -> {
              AgentDirectory.require(tx, caller.tenant(), question.agentId());
              return FileLinks.page(tx, caller.tenant(), question);
            });
    boolean more = found.size() == page.limit();
    return new HeldFiles.Held(found, more ? found.getLast().id() : null, more);
  }

  private Work<HeldFiles.Linked> attach(HeldFiles.FolderLink question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      String id = folders.lock(tx, caller.tenant(), question.folderId()).id();
      if (FileLinks.attach(tx, caller.tenant(), question.agentId(), id)) {
        AgentDirectory.touch(tx, caller, question.agentId(), "attach_folder");
      }
      return new HeldFiles.Linked(question.agentId(), id);
    };
  }

  private Work<HeldFiles.Linked> detach(HeldFiles.FolderLink question, Caller caller) {
    return tx -> {
      AgentDirectory.require(tx, caller.tenant(), question.agentId());
      String id = folders.lock(tx, caller.tenant(), question.folderId()).id();
      if (FileLinks.detach(tx, caller.tenant(), question.agentId(), id)) {
        AgentDirectory.touch(tx, caller, question.agentId(), "detach_folder");
      }
      return new HeldFiles.Linked(question.agentId(), id);
    };
  }

  private Work<HeldFiles.Closed> open(HeldFiles.FileLink question, Caller caller) {
    return tx -> {
      String agentId = question.agentId();
      AgentDirectory.touch(tx, caller, agentId, "open_file"); // and so locks the agent
      FileLinks.open(tx, caller.tenant(), agentId, question.fileId(), true);
      int most = most(AgentDirectory.agent(tx, caller.tenant(), agentId));
      List<FileLinks.Open> open = new ArrayList<>(FileLinks.open(tx, caller.tenant(), agentId));
      open.removeIf(file -> file.fileId().equals(question.fileId()));
      return close(tx, caller, agentId, open.subList(Math.min(most - 1, open.size()), open.size()));
    };
  }

  private static int most(Agent agent) {
    return agent.settings().get("max_files_open") instanceof Integer most && most > 0
        ? most
        : USUAL_OPEN;
  }

  private Work<HeldFiles.Closed> close(HeldFiles.FileLink question, Caller caller) {
    return tx -> {
      AgentDirectory.touch(tx, caller, question.agentId(), "close_file");
      FileLinks.open(tx, caller.tenant(), question.agentId(), question.fileId(), false);
      return new HeldFiles.Closed(List.of());
    };
  }

  private Work<HeldFiles.Closed> closeAll(HeldFiles.Everything question, Caller caller) {
    return tx -> {
      AgentDirectory.touch(tx, caller, question.agentId(), "close_files");
      List<FileLinks.Open> open = FileLinks.open(tx, caller.tenant(), question.agentId());
      return close(tx, caller, question.agentId(), open);
    };
  }

  private static HeldFiles.Closed close(
      Tx tx, Caller caller, String agentId, List<FileLinks.Open> files) {
    files.forEach(file -> FileLinks.open(tx, caller.tenant(), agentId, file.fileId(), false));
    return new HeldFiles.Closed(files.stream().map(FileLinks.Open::name).toList());
  }
}
