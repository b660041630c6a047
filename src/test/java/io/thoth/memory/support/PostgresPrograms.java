package io.thoth.memory.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * PostgreSQL's programs: the system's newest, else those of the embedded artefact. PostgreSQL
 * refuses to run as root, so then they run as another user.
 */
final class PostgresPrograms {
  private static final Path SYSTEM = Path.of("/usr/lib/postgresql");
  private static final String EMBEDDED = "postgres-linux-x86_64.txz";

  private final Path folder;
  private final boolean root = "root".equals(System.getProperty("user.name"));

  private PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  static PostgresPrograms found() {
    return new PostgresPrograms(ofTheSystem().orElseGet(PostgresPrograms::embedded));
  }

  private static Optional<Path> ofTheSystem() {
    if (!Files.isDirectory(SYSTEM)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(SYSTEM)) {
      return versions
          .filter(version -> Files.isExecutable(version.resolve("bin/initdb")))
          .max(Comparator.comparingInt(PostgresPrograms::number))
          .map(version -> version.resolve("bin"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int number(Path version) {
    return Integer.parseInt(version.getFileName().toString().replaceAll("\\D.*", ""));
  }

  private static Path embedded() {
    try (InputStream packed =
        PostgresPrograms.class.getClassLoader().getResourceAsStream(EMBEDDED)) {
      if (packed == null) {
        throw new IllegalStateException(
            "no PostgreSQL here: install it (apt-get install postgresql)");
      }
      Path target = Files.createTempDirectory("thoth-postgres-programs-");
      Path archive = target.resolve(EMBEDDED);
      Files.copy(packed, archive, StandardCopyOption.REPLACE_EXISTING);
      execute(List.of("tar", "-xJf", archive.toString(), "-C", target.toString()));
      execute(List.of("chmod", "-R", "a+rX", target.toString()));
      return target.resolve("bin");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path folder() {
    return folder;
  }

  private String user() {
    return folder.startsWith(SYSTEM) ? "postgres" : "nobody";
  }

  /** Gives a folder to the user that the server runs as. */
  void own(Path path) {
    if (root) {
      execute(List.of("chown", user(), path.toString()));
    }
  }

  /** Runs one of PostgreSQL's programs, or another one; answers what it printed. */
  String run(String program, String... args) {
    List<String> command = new ArrayList<>();
    if (root) {
      command.addAll(List.of("runuser", "-u", user(), "--"));
    }
    Path own = folder.resolve(program);
    command.add(Files.isExecutable(own) ? own.toString() : program);
    command.addAll(List.of(args));
    return execute(command);
  }

  private static String execute(List<String> command) {
    try {
      Path output = Files.createTempFile("thoth-postgres-", ".out");
      // To a file: a server that goes on would hold a pipe open.
      Process process =
          new ProcessBuilder(command)
              .directory(Path.of("/").toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean ended = process.waitFor(120, TimeUnit.SECONDS);
      String said = Files.readString(output, StandardCharsets.UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command + ": " + said);
      }
      return said;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(command + " was interrupted", e);
    }
  }
}
