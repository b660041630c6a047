package io.thoth.memory.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The official clients in {@code src/test/mcp}, run by Node.js. */
final class NodeProject {
  private static final Path DIRECTORY = Path.of("src", "test", "mcp");
  private static final Duration LIMIT = Duration.ofMinutes(5);

  private NodeProject() {}

  /** Once per state of the lock file: npm leaves a copy of it among what it installs. */
  static void install() throws IOException {
    Path wanted = DIRECTORY.resolve("package-lock.json");
    Path installed = DIRECTORY.resolve(Path.of("node_modules", ".package-lock.json"));
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      run(List.of("npm", "ci", "--no-audit", "--no-fund"), Map.of());
    }
  }

  /**
   * Runs a file of tests, of which at least {@code least} pass and none fail.
   *
   * @param server what {@code server.js} reads of the server they talk to
   */
  static void test(String file, int least, Map<String, String> server) {
    String report = run(List.of("node", "--test", "--test-reporter=spec", file), server);

    assertEquals(0, count("fail", report), report);
    assertEquals(0, count("skipped", report) + count("todo", report), report);
    assertTrue(count("pass", report) >= least, report);
  }

  private static String run(List<String> words, Map<String, String> environment) {
    return new Command(words, DIRECTORY, environment, LIMIT).run();
  }

  private static int count(String what, String report) {
    Matcher line = Pattern.compile("(?m)^\\W* " + what + " (\\d+)$").matcher(report);
    assertTrue(line.find(), report);
    return Integer.parseInt(line.group(1));
  }
}
