package io.thoth.memory.support;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;

/**
 * PostgreSQL's programs: the system's newest, else those that the build has put aside. With the
 * system property {@code postgres.version} they are of that version, wherever they come from.
 * PostgreSQL refuses to run as root, so then they run as another user.
 */
final class PostgresPrograms {
  private static final String VERSION = "postgres.version";
  private static final Path SYSTEM = Path.of("/usr/lib/postgresql");
  private static final Path PACKED = Path.of("target", "postgresql");
  private static final Map<String, Path> UNPACKED = new ConcurrentHashMap<>();

  private final Path folder;
  private final boolean root = "root".equals(System.getProperty("user.name"));

  private PostgresPrograms(Path folder) {
    this.folder = folder;
  }

  /** The version that is asked for; empty for any. */
  static String version() {
    return System.getProperty(VERSION, "");
  }

  /** Does something while this is the version that is asked for. */
  static void withVersion(String version, Runnable work) {
    String before = version();
    System.setProperty(VERSION, version);
    try {
      work.run();
    } finally {
      System.setProperty(VERSION, before);
    }
  }

  static PostgresPrograms found() {
    Optional<Path> system = newest(SYSTEM).map(version -> version.resolve("bin"));
    return new PostgresPrograms(system.orElseGet(PostgresPrograms::embedded));
  }

  private static Path embedded() {
    Path jar =
        newest(PACKED)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "no PostgreSQL %s here: install it (apt-get install postgresql), or let mvn"
                                .formatted(version())
                            + " put one aside (mvn generate-test-resources)"));
    return UNPACKED.computeIfAbsent(jar.toString(), _ -> unpacked(jar));
  }

  /** What is in a folder under the number of a version, if it may be used. */
  private static Optional<Path> newest(Path folder) {
    if (!Files.isDirectory(folder)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(folder)) {
      return versions
          .filter(path -> Files.isExecutable(path.resolve("bin/initdb")) || isJar(path))
          .filter(path -> version().isEmpty() || version().equals(number(path)))
          .max(Comparator.comparingInt(path -> Integer.parseInt(number(path))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isJar(Path path) {
    return path.toString().endsWith(".jar");
  }

  private static String number(Path path) {
    return path.getFileName().toString().replaceAll("\\D.*", "");
  }

  private static Path unpacked(Path jar) {
    try (JarFile packed = new JarFile(jar.toFile())) {
      // Not in target/, which another user may not be able to reach.
      Path target = Files.createTempDirectory("thoth-postgres-programs-");
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> execute(List.of("rm", "-rf", target.toString()))));
      Path archive = target.resolve("packed.txz");
      ZipEntry entry =
          packed.stream().filter(each -> each.getName().endsWith(".txz")).findAny().orElseThrow();
      try (InputStream bytes = packed.getInputStream(entry)) {
        Files.copy(bytes, archive);
      }
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
