package io.thoth.memory.sql;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds a database for this process by a lock on a file beside it, which the operating system lets
 * go when the process ends, however it ends.
 */
final class DatabaseLock implements AutoCloseable {
  // Asked first: on POSIX, closing a second channel to the file would drop this process's lock.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path file;
  private final FileChannel channel;

  private DatabaseLock(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * @param database an existing file
   * @throws DatabaseInUse when somebody else holds it
   */
  static DatabaseLock of(Path database) throws IOException {
    Path real = database.toRealPath();
    Path file = real.resolveSibling(real.getFileName() + ".lock");
    if (!HELD.add(file)) {
      throw taken(database, "this process");
    }
    try {
      return acquire(database, file);
    } catch (IOException | RuntimeException cause) {
      HELD.remove(file);
      throw cause;
    }
  }

  private static DatabaseLock acquire(Path database, Path file) throws IOException {
    OwnerOnly.create(file);
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    if (channel.tryLock() == null) {
      channel.close();
      throw taken(database, "another process");
    }
    return new DatabaseLock(file, channel);
  }

  /** Whether another process holds it; asked only by one that has not opened it. */
  static boolean isHeldElsewhere(Path database) {
    Path file = database.resolveSibling(database.getFileName() + ".lock");
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      return channel.tryLock() == null;
    } catch (IOException e) {
      return false; // no file, or none that can be written: opening it says what is wrong
    }
  }

  private static DatabaseInUse taken(Path database, String who) {
    return new DatabaseInUse(
        database + " is in use by " + who + "; stop that one first or use another data directory");
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(file);
  }
}
