package io.thoth.memory.support;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * How the packaged program is started: {@code java <flags> -jar target/thoth-memory.jar start} with
 * the JDK that runs the tests, and an environment of its own.
 *
 * @param data the data directory, made by the program when missing
 * @param port where it listens, on the loopback address
 * @param extra variables on top of the defaults
 */
public record ProgramCommand(Path data, int port, Map<String, String> extra) {
  private static final Path JAR = Path.of("target", "thoth-memory.jar");

  /** All else is left out, so that a setting of the caller's shell cannot change a test. */
  private static final Set<String> INHERITED = Set.of("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR");

  public ProgramCommand {
    extra = Map.copyOf(extra);
  }

  /**
   * A process builder with standard error joined to standard output.
   *
   * @throws IllegalStateException when the program is not packaged yet
   */
  ProcessBuilder builder() {
    if (!Files.exists(JAR)) {
      throw new IllegalStateException(JAR + " is missing: run `mvn package` first");
    }
    List<String> words = words();
    words.add("start");
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().clear();
    builder.environment().putAll(environment());
    return builder;
  }

  /** The program without a command. */
  public static List<String> words() {
    String home = Objects.requireNonNull(System.getProperty("java.home"));
    List<String> words = new ArrayList<>();
    words.add(Path.of(home, "bin", "java").toString());
    // Set by the build to the flags that bin/thoth-memory passes.
    words.addAll(List.of(System.getProperty("program.jvm.flags", "").split(" ")));
    words.removeIf(String::isEmpty);
    words.addAll(List.of("-jar", JAR.toString()));
    return words;
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.keySet().retainAll(INHERITED);
    environment.put("THOTH_DATA_DIR", data.toAbsolutePath().toString());
    environment.put("LETTA_SERVER_HOST", "127.0.0.1");
    environment.put("LETTA_SERVER_PORT", Integer.toString(port));
    environment.putAll(extra);
    return environment;
  }
}
