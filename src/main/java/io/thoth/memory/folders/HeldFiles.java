package io.thoth.memory.folders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.sql.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The contract of agents with folders: which they have, and which of the files are open. */
public interface HeldFiles {
  Operation<OfAgent, Folders.Found> FOLDERS =
      Operation.read("folders.agent.list", OfAgent.class, Folders.Found.class);
  Operation<FolderLink, Linked> ATTACH =
      Operation.change("folders.agent.attach", FolderLink.class, Linked.class);
  Operation<FolderLink, Linked> DETACH =
      Operation.change("folders.agent.detach", FolderLink.class, Linked.class);
  Operation<Browse, Held> FILES = Operation.read("folders.agent.files", Browse.class, Held.class);
  Operation<FileLink, Closed> OPEN =
      Operation.change("folders.agent.open", FileLink.class, Closed.class);
  Operation<FileLink, Closed> CLOSE =
      Operation.change("folders.agent.close", FileLink.class, Closed.class);
  Operation<Everything, Closed> CLOSE_ALL =
      Operation.change("folders.agent.closeall", Everything.class, Closed.class);

  /** A page of the folders of an agent, newest first. */
  record OfAgent(
      String agentId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 100;

    public OfAgent {
      Id.require("agent_id", Id.AGENT, agentId);
      onlyByCreation(orderBy);
    }

    Page page() {
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, true));
    }
  }

  /** Attaching what is attached, or detaching what is not, changes nothing. */
  record FolderLink(String agentId, String folderId) {
    public FolderLink {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("folder_id", Id.FOLDER, folderId);
    }
  }

  record Linked(String agentId, String folderId) {}

  /**
   * A page of the files of an agent's folders, newest first.
   *
   * @param cursor an older name of {@code after}
   */
  record Browse(
      String agentId,
      @Nullable Boolean isOpen,
      @Nullable String cursor,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 100;

    public Browse {
      Id.require("agent_id", Id.AGENT, agentId);
      onlyByCreation(orderBy);
    }

    Page page() {
      String from = after == null ? cursor : after;
      return Page.of(before, from, limit, USUAL_PAGE, Page.descending(order, true));
    }
  }

  /** One page; {@code nextCursor} is null on the last one. */
  record Held(List<HeldFile> files, @Nullable String nextCursor, boolean hasMore) {
    public Held {
      files = List.copyOf(files);
    }
  }

  /**
   * A file as an agent has it.
   *
   * @param visibleContent what the agent sees of it: nothing while it is closed
   */
  record HeldFile(
      String id,
      String agentId,
      String fileId,
      String fileName,
      String folderId,
      String folderName,
      boolean isOpen,
      @Nullable Instant lastAccessedAt,
      @Nullable String visibleContent,
      @Nullable Integer startLine,
      @Nullable Integer endLine) {}

  record FileLink(String agentId, String fileId) {
    public FileLink {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("file_id", Id.FILE, fileId);
    }
  }

  record Everything(String agentId) {
    public Everything {
      Id.require("agent_id", Id.AGENT, agentId);
    }
  }

  /** The names of the files that were closed. */
  record Closed(@JsonValue List<String> names) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Closed {
      names = List.copyOf(names);
    }
  }

  private static void onlyByCreation(@Nullable String orderBy) {
    if (orderBy != null && !orderBy.equals("created_at")) {
      throw Fault.invalid("order_by", "must be created_at");
    }
  }
}
