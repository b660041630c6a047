package io.thoth.memory.folders;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.thoth.memory.bus.Operation;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Texts;
import io.thoth.memory.models.Configurations;
import io.thoth.memory.sql.Page;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The contract of folders and the files in them. */
public interface Folders {
  Operation<Create, Folder> CREATE = Operation.change("folders.create", Create.class, Folder.class);
  Operation<Browse, Found> LIST = Operation.read("folders.list", Browse.class, Found.class);
  Operation<Everything, Count> COUNT =
      Operation.read("folders.count", Everything.class, Count.class);
  Operation<Named, Name> NAMED = Operation.read("folders.named", Named.class, Name.class);
  Operation<Measure, Totals> TOTALS = Operation.read("folders.totals", Measure.class, Totals.class);
  Operation<Read, Folder> READ = Operation.read("folders.read", Read.class, Folder.class);
  Operation<Update, Folder> UPDATE = Operation.change("folders.update", Update.class, Folder.class);
  Operation<Read, Deleted> DELETE = Operation.change("folders.delete", Read.class, Deleted.class);
  Operation<Part, Names> AGENTS = Operation.read("folders.agents", Part.class, Names.class);
  Operation<Part, Passages> PASSAGES =
      Operation.read("folders.passages", Part.class, Passages.class);
  Operation<InFolder, Files> FILES =
      Operation.read("folders.file.list", InFolder.class, Files.class);
  Operation<OneFile, StoredFile> FILE =
      Operation.read("folders.file.read", OneFile.class, StoredFile.class);
  Operation<Upload, StoredFile> UPLOAD =
      Operation.change("folders.file.upload", Upload.class, StoredFile.class);
  Operation<Drop, Deleted> DELETE_FILE =
      Operation.change("folders.file.delete", Drop.class, Deleted.class);

  int LONGEST_NAME = 255;

  /** A folder to be made, with a name that no other has. */
  record Create(
      String name,
      @Nullable String description,
      @Nullable String instructions,
      @Nullable Map<String, Object> metadata,
      @Nullable String embedding,
      @Nullable Integer embeddingChunkSize,
      @Nullable Map<String, Object> embeddingConfig) {
    public Create {
      name = Texts.line("name", name, LONGEST_NAME);
      metadata = Texts.object("metadata", metadata);
      embeddingConfig = Configurations.embedding(embeddingConfig);
      if (embeddingChunkSize != null && embeddingChunkSize < 1) {
        throw Fault.invalid("embedding_chunk_size", "must be at least 1");
      }
    }
  }

  /** A page of folders, oldest first. */
  record Browse(
      @Nullable String name,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 50;

    public Browse {
      onlyByCreation(orderBy);
    }

    Page page() {
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, false));
    }
  }

  record Found(@JsonValue List<Folder> folders) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Found {
      folders = List.copyOf(folders);
    }
  }

  record Everything() {}

  record Count(@JsonValue long count) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Count {}
  }

  /** Which folder has this name. */
  record Named(String folderName) {
    public Named {
      folderName = Texts.line("folder_name", folderName, LONGEST_NAME);
    }
  }

  record Name(@JsonValue String id) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Name {}
  }

  /** How much there is in all folders, and when wanted in each. */
  record Measure(@Nullable Boolean includeDetailedPerSourceMetadata) {}

  /**
   * Sums over folders.
   *
   * @param totalSize in bytes
   */
  record Totals(long totalSources, long totalFiles, long totalSize, List<Total> sources) {
    public Totals {
      sources = List.copyOf(sources);
    }
  }

  record Total(
      String sourceId, String sourceName, long fileCount, long totalSize, List<FileSize> files) {
    public Total {
      files = List.copyOf(files);
    }
  }

  record FileSize(String fileId, String fileName, long fileSize) {}

  record Read(String folderId) {
    public Read {
      Id.require("folder_id", Id.FOLDER, folderId);
    }
  }

  /** What to change; absent means as it is. */
  record Update(
      String folderId,
      @Nullable String name,
      @Nullable String description,
      @Nullable String instructions,
      @Nullable Map<String, Object> metadata,
      @Nullable Map<String, Object> embeddingConfig) {
    public Update {
      Id.require("folder_id", Id.FOLDER, folderId);
      name = name == null ? null : Texts.line("name", name, LONGEST_NAME);
      metadata = Texts.object("metadata", metadata);
      embeddingConfig = Configurations.embedding(embeddingConfig);
    }
  }

  record Deleted(String id) {}

  /** A page of what hangs on a folder. */
  record Part(
      String folderId,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 50;

    public Part {
      Id.require("folder_id", Id.FOLDER, folderId);
      onlyByCreation(orderBy);
    }

    Page page() {
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, true));
    }
  }

  record Names(@JsonValue List<String> ids) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Names {
      ids = List.copyOf(ids);
    }
  }

  /** Files are kept whole, so these are none. */
  record Passages(@JsonValue List<Map<String, Object>> passages) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Passages {
      passages = List.copyOf(passages);
    }
  }

  /** A page of the files of a folder, newest first. */
  record InFolder(
      String folderId,
      @Nullable Boolean includeContent,
      @Nullable String before,
      @Nullable String after,
      @Nullable Integer limit,
      @Nullable String order,
      @Nullable String orderBy) {
    private static final int USUAL_PAGE = 1000;

    public InFolder {
      Id.require("folder_id", Id.FOLDER, folderId);
      onlyByCreation(orderBy);
    }

    Page page() {
      return Page.of(before, after, limit, USUAL_PAGE, Page.descending(order, true));
    }
  }

  record Files(@JsonValue List<StoredFile> files) {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public Files {
      files = List.copyOf(files);
    }
  }

  record OneFile(String folderId, String fileId, @Nullable Boolean includeContent) {
    public OneFile {
      Id.require("folder_id", Id.FOLDER, folderId);
      Id.require("file_id", Id.FILE, fileId);
    }
  }

  record Drop(String folderId, String fileId) {
    public Drop {
      Id.require("folder_id", Id.FOLDER, folderId);
      Id.require("file_id", Id.FILE, fileId);
    }
  }

  /**
   * A text to be kept as a file.
   *
   * @param duplicateHandling when there is a file of its name: {@code suffix} (the default) gives
   *     it another, {@code replace} takes the other's place, {@code skip} keeps the other and
   *     answers it, {@code error} refuses
   */
  record Upload(
      String folderId,
      String fileName,
      @Nullable String fileType,
      @Nullable String duplicateHandling,
      String content) {
    public Upload {
      Id.require("folder_id", Id.FOLDER, folderId);
      fileName = Texts.line("file_name", fileName, LONGEST_NAME);
      duplicateHandling = duplicateHandling == null ? "suffix" : duplicateHandling;
      if (!Set.of("skip", "error", "suffix", "replace").contains(duplicateHandling)) {
        throw Fault.invalid("duplicate_handling", "must be skip, error, suffix or replace");
      }
    }
  }

  private static void onlyByCreation(@Nullable String orderBy) {
    if (orderBy != null && !orderBy.equals("created_at")) {
      throw Fault.invalid("order_by", "must be created_at");
    }
  }
}
