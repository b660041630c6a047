package io.thoth.memory.folders;

import io.thoth.memory.bus.Caller;
import io.thoth.memory.fault.Fault;
import io.thoth.memory.id.Id;
import io.thoth.memory.json.Times;
import io.thoth.memory.sql.Tx;
import io.thoth.memory.sql.Work;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/** Keeps what is uploaded, and decides what becomes of a name that is there already. */
final class Uploading {
  private final FolderStore folders;
  private final FileStore files;

  Uploading(FolderStore folders, FileStore files) {
    this.folders = folders;
    this.files = files;
  }

  Work<StoredFile> upload(Folders.Upload question, Caller caller) {
    long bytes = question.content().getBytes(StandardCharsets.UTF_8).length;
    return tx -> {
      // Locked, so that names stay free until they are taken.
      String folderId = folders.lock(tx, caller.tenant(), question.folderId()).id();
      String name = question.fileName();
      Optional<StoredFile> same = files.named(tx, caller.tenant(), folderId, name);
      if (same.isEmpty()) {
        return kept(tx, caller, question, name, bytes);
      }
      return switch (Objects.requireNonNull(question.duplicateHandling())) {
        case "skip" -> same.get();
        case "error" ->
            throw Fault.conflict("There is a file named '" + name + "' in the folder already");
        case "replace" -> {
          files.delete(tx, caller, same.get());
          yield kept(tx, caller, question, name, bytes);
        }
        default -> kept(tx, caller, question, free(tx, caller, question), bytes);
      };
    };
  }

  private StoredFile kept(Tx tx, Caller caller, Folders.Upload question, String name, long bytes) {
    StoredFile file = StoredFile.uploaded(Id.fresh(Id.FILE), question, name, bytes, Times.now());
    files.insert(tx, caller, file, question.content());
    FileLinks.holdEverywhere(tx, caller.tenant(), file);
    return file;
  }

  /** The name with the first number that makes it free: {@code notes_(1).txt}. */
  private String free(Tx tx, Caller caller, Folders.Upload question) {
    String name = question.fileName();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    String end = dot > 0 ? name.substring(dot) : "";
    int number = 1;
    String tried = stem + "_(" + number + ")" + end;
    while (files.named(tx, caller.tenant(), question.folderId(), tried).isPresent()) {
      number++;
      tried = stem + "_(" + number + ")" + end;
    }
    return tried;
  }
}
