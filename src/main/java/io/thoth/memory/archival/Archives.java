package io.thoth.memory.archival;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The contract of archives: collections of passages, which any number of agents may share. An agent
 * may see several; the one that was made for it is its own.
 */
public interface Archives {
  Operation<Create, Archive> CREATE =
      Operation.change("archival.archive.create", Create.class, Archive.class);
  Operation<Read, Archive> READ =
      Operation.read("archival.archive.read", Read.class, Archive.class);
  Operation<Browse, Page> LIST = Operation.read("archival.archive.list", Browse.class, Page.class);
  Operation<Update, Archive> UPDATE =
      Operation.change("archival.archive.update", Update.class, Archive.class);
  Operation<Delete, Deleted> DELETE =
      Operation.change("archival.archive.delete", Delete.class, Deleted.class)
          .within(Duration.ofSeconds(30));
  Operation<Link, Linked> ATTACH =
      Operation.change("archival.archive.attach", Link.class, Linked.class);
  Operation<Link, Linked> DETACH =
      Operation.change("archival.archive.detach", Link.class, Linked.class);
  Operation<Everything, Counts> COUNT =
      Operation.read("archival.archive.count", Everything.class, Counts.class);

  /** The most characters of a name. */
  int LONGEST_NAME = 512;

  /**
   * @param embedding the model a client would like; any is accepted, and {@link
   *     Archive#embeddingConfig()} says which one embeds
   */
  record Create(
      String name,
      @Nullable String description,
      @Nullable String embedding,
      @Nullable Map<String, Object> metadata) {
    public Create {
      name = Texts.line("name", name, LONGEST_NAME);
      metadata = Objects.requireNonNullElse(Texts.object("metadata", metadata), Map.of());
    }
  }

  record Read(String archiveId) {
    public Read {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
    }
  }

  /** The filters of a list; those that are absent let everything through. */
  record Browse(
      @Nullable String name,
      @Nullable String agentId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    public Browse {
      Id.allow("agent_id", Id.AGENT, agentId);
    }
  }

  /** What to change; absent and null both mean: leave as it is. */
  record Update(
      String archiveId,
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, Object> metadata) {
    public Update {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
      name = name == null ? null : Texts.line("name", name, LONGEST_NAME);
      metadata = Texts.object("metadata", metadata);
    }
  }

  /** Deletes an archive with all its passages and takes it from every agent. */
  record Delete(String archiveId) {
    public Delete {
      Id.require("archive_id", Id.ARCHIVE, archiveId);
    }
  }

  record Deleted(String id) {}

  /** Gives an archive to an agent or takes it away; doing so again changes nothing. */
  record Link(String agentId, String archiveId) {
    public Link {
      Id.require("agent_id", Id.AGENT, agentId);
      Id.require("archive_id", Id.ARCHIVE, archiveId);
    }
  }

  record Linked(String agentId, String archiveId) {}

  record Page(@JsonValue List<Archive> archives) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Page {
      archives = List.copyOf(archives);
    }
  }

  record Everything() {}

  /**
   * How much there is.
   *
   * @param pending passages that wait for a vector
   */
  record Counts(long archives, long passages, long pending) {}
}
