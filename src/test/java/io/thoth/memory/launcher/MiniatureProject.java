package io.thoth.memory.launcher;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The project's scripts in a folder of their own, with tools that are stand-ins. */
final class MiniatureProject {
  /** What a finished command said; standard error is kept apart. */
  record Outcome(long pid, int exit, String output, String errors) {}

  private static final String BASH = "#!/usr/bin/env bash\n";

  private final Path folder;
  private final Map<String, String> environment = new HashMap<>();

  MiniatureProject(Path folder) throws IOException {
    this.folder = folder;
    for (String script : List.of("thoth-memory", "find-jdk")) {
      Path copy = file("project/bin/" + script);
      Files.copy(Path.of("bin", script), copy, StandardCopyOption.COPY_ATTRIBUTES);
    }
    Files.copy(Path.of("pom.xml"), file("project/pom.xml"));
    Files.writeString(file("project/src/main/java/Main.java"), "class Main {}");
    maven("touch target/thoth-memory.jar");
    environment.put("PATH", folder.resolve("tools") + ":" + System.getenv("PATH"));
    environment.put("HOME", folder.toString());
  }

  /** A JDK of this version whose {@code java} says its process id and arguments and exits. */
  Path jdk(String version, int exit) throws IOException {
    Path home = folder.resolve("jdk-" + version);
    Files.writeString(
        file(home + "/release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    String says = "echo \"pid=$$ jdk=%s args=$*\"%nexit %d%n".formatted(version, exit);
    script(file(home + "/bin/java"), says);
    script(file(home + "/bin/javac"), "");
    return home;
  }

  /**
   * A Maven that runs {@code commands} in the project's folder; its first line of output is set.
   */
  void maven(String commands) throws IOException {
    String body = "echo built >> ../builds\nmkdir -p target\necho 'maven speaks'\n" + commands;
    script(file("tools/mvn"), "cd '" + folder.resolve("project") + "'\n" + body + "\n");
  }

  void javaOnPath(String version) throws IOException {
    Path home = jdk(version, 0);
    script(file("tools/java"), "echo '    java.home = " + home + "' >&2\n");
  }

  void withoutAnyJdk() throws IOException {
    script(file("project/bin/find-jdk"), "exit 1\n");
  }

  MiniatureProject with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /** Marks a file of the project as changed a minute from now, which is after every build. */
  void change(String name) throws IOException {
    FileTime later = FileTime.from(Instant.now().plusSeconds(60));
    Files.setLastModifiedTime(file("project/" + name), later);
  }

  boolean isBuilt() {
    return Files.exists(folder.resolve("project/target/thoth-memory.jar"));
  }

  int builds() throws IOException {
    Path builds = folder.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
  }

  /** Runs a script of {@code bin} from a folder that is not the project's. */
  Outcome run(String script, String... arguments) throws IOException, InterruptedException {
    String path = folder.resolve("project/bin/" + script).toString();
    ProcessBuilder builder =
        new ProcessBuilder(Stream.concat(Stream.of(path), Stream.of(arguments)).toList());
    builder.directory(folder.toFile()).redirectError(file("errors").toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int exit = process.waitFor();
    return new Outcome(process.pid(), exit, output, Files.readString(file("errors")));
  }

  private Path file(String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return file;
  }

  private static void script(Path file, String body) throws IOException {
    Files.writeString(file, BASH + body);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
