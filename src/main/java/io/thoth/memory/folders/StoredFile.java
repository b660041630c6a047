package io.thoth.memory.folders;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a file, in the shape clients see.
 *
 * @param sourceId the folder it is in
 * @param fileName unique in its folder
 * @param originalFileName what it was called when it was uploaded
 * @param fileSize in bytes
 * @param processingStatus always {@code completed}: there is nothing to be done with it later
 * @param content only where it was asked for
 */
public record StoredFile(
    String id,
    String sourceId,
    String fileName,
    @Nullable String originalFileName,
    @Nullable String filePath,
    @Nullable String fileType,
    long fileSize,
    @Nullable String fileCreationDate,
    @Nullable String fileLastModifiedDate,
    String processingStatus,
    @Nullable String errorMessage,
    int totalChunks,
    int chunksEmbedded,
    @Nullable String content,
    Instant createdAt,
    Instant updatedAt) {

  /** A file as it was just uploaded. */
  static StoredFile uploaded(
      String id, Folders.Upload upload, String name, long bytes, Instant at) {
    return new StoredFile(
        id,
        upload.folderId(),
        name,
        upload.fileName(),
        null,
        upload.fileType(),
        bytes,
        null,
        null,
        "completed",
        null,
        0,
        0,
        null,
        at,
        at);
  }

  /** The same with its content. */
  StoredFile with(String text) {
    return new StoredFile(
        id,
        sourceId,
        fileName,
        originalFileName,
        filePath,
        fileType,
        fileSize,
        fileCreationDate,
        fileLastModifiedDate,
        processingStatus,
        errorMessage,
        totalChunks,
        chunksEmbedded,
        text,
        createdAt,
        updatedAt);
  }
}
