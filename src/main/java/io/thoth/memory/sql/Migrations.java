package io.thoth.memory.sql;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The schema as numbered steps, forward only: the files that {@code db/<dialect>/migrations.txt} on
 * the class path names, one a line, such as {@code 001_core.sql}. Any feature may contribute a
 * file; the number is its place in the one order. A file that has been released is never changed.
 * Flyway does the same and much more, but its weight and start-up time do not fit a program that is
 * healthy two seconds after its start.
 */
public final class Migrations {
  private static final Pattern FILE = Pattern.compile("((\\d{3})_[a-z0-9_]+)\\.sql");

  private final List<Migration> all;

  private Migrations(List<Migration> all) {
    this.all = List.copyOf(all);
  }

  /** This program's schema for a dialect. */
  public static Migrations of(Dialect dialect) {
    return in(dialect.migrations());
  }

  /** The migrations of a folder on the class path. */
  static Migrations in(String folder) {
    List<Migration> all = new ArrayList<>();
    int last = 0;
    for (String file : read(folder + "/migrations.txt").lines().map(String::strip).toList()) {
      if (!file.isEmpty() && !file.startsWith("#")) {
        Migration migration = migration(folder, file);
        require(migration.number() > last, folder + ": " + file + " is not in order");
        last = migration.number();
        all.add(migration);
      }
    }
    return new Migrations(all);
  }

  private static Migration migration(String folder, String file) {
    Matcher name = FILE.matcher(file);
    require(name.matches(), folder + ": " + file + " is not called like 001_name.sql");
    return new Migration(Integer.parseInt(name.group(2)), name.group(1), read(folder + "/" + file));
  }

  private static String read(String resource) {
    try (InputStream in = Migrations.class.getClassLoader().getResourceAsStream(resource)) {
      require(in != null, resource + " is missing in this program");
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException cause) {
      throw new UncheckedIOException(cause);
    }
  }

  /** All of them, in order. */
  public List<Migration> all() {
    return all;
  }

  /**
   * What is still to be applied, in order.
   *
   * @param applied what the database has had, by number
   * @throws IllegalStateException when the database is not an earlier state of this schema; the
   *     message is one line that says what to do
   */
  List<Migration> after(List<AppliedMigration> applied) {
    for (int index = 0; index < applied.size(); index++) {
      requireSame(applied.get(index), index);
    }
    return all.subList(applied.size(), all.size());
  }

  private void requireSame(AppliedMigration applied, int index) {
    require(
        applied.number() != CopyMark.NUMBER,
        "a copy into the database did not come to its end: copy once more, or take another one");
    int newest = all.isEmpty() ? 0 : all.getLast().number();
    require(
        applied.number() <= newest,
        "the database is newer than this program: it has had migration %s, and this program knows"
            + " none after %03d; start the newer program, or restore a copy made before the"
            + " upgrade",
        applied.name(),
        newest);
    require(
        index < all.size() && all.get(index).number() == applied.number(),
        "the database has had migration %s, which is not the next one of this program; start the"
            + " program that applied it",
        applied.name());
    require(
        all.get(index).checksum().equals(applied.checksum()),
        "migration %s is not the one the database has had: its file was changed after it was"
            + " applied; start the program that applied it, or bring the file back as it was",
        applied.name());
  }

  private static void require(boolean holds, String message, Object... args) {
    if (!holds) {
      throw new IllegalStateException(args.length == 0 ? message : message.formatted(args));
    }
  }
}
