package io.thoth.memory.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Makes files (600) and folders (700) that only their owner can read, where the system can. */
final class OwnerOnly {
  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private OwnerOnly() {}

  /** Makes the folder and those above it, durably, if missing; one that exists is left as it is. */
  static void createFolder(Path folder) throws IOException {
    Path parent = folder.getParent();
    if (parent != null && !Files.isDirectory(folder)) {
      createFolder(parent);
      Files.createDirectory(folder, attributes("rwx------"));
      makeDurable(parent);
    }
  }

  /** Makes an empty file, if missing; one that exists is left as it is. */
  static void create(Path file) throws IOException {
    try {
      Files.createFile(file, attributes("rw-------"));
    } catch (FileAlreadyExistsException _) {
      // As it should be: not opened either, which could drop locks of this process on it.
    }
  }

  /** Has the disk keep the content of a file, or the names in a folder, through a power failure. */
  static void makeDurable(Path path) throws IOException {
    if (POSIX || !Files.isDirectory(path)) { // Elsewhere a folder cannot be opened like a file.
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] attributes(String permissions) {
    if (!POSIX) {
      return new FileAttribute<?>[0];
    }
    return new FileAttribute<?>[] {
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
    };
  }
}
