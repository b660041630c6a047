package io.thoth.memory.sql;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * How a SQLite store is opened.
 *
 * @param file the database; made when missing, with its folder
 * @param readers threads that read, each with its own connection, 1 to 16
 * @param waiting how many reads, and how many writes, may wait before callers are refused
 * @param groupLimit how many writes may share one commit
 */
public record SqliteConfig(Path file, int readers, int waiting, int groupLimit)
    implements SqlConfig {

  public SqliteConfig {
    require(readers >= 1 && readers <= 16, "readers must be 1 to 16, not " + readers);
    require(waiting >= 1, "waiting must be at least 1, not " + waiting);
    require(groupLimit >= 1, "groupLimit must be at least 1, not " + groupLimit);
    file = file.toAbsolutePath().normalize();
  }

  /** The usual settings for this machine: a reader per processor, but 2 to 4. */
  public static SqliteConfig at(Path file) {
    int readers = Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4);
    return new SqliteConfig(file, readers, 2048, 512);
  }

  @Override
  public Sql open() {
    return SqliteSql.open(this);
  }

  @Override
  public String shown() {
    return folder().toString();
  }

  /** Whether another process has it open; asked only by one that has not. */
  public boolean inUse() {
    return DatabaseLock.isHeldElsewhere(file);
  }

  /** The folder that holds the file and what belongs to it. */
  Path folder() {
    return requireNonNull(file.getParent(), "the file system's root is no database");
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }
}
