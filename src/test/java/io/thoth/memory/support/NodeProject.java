package io.thoth.memory.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A project of tests for Node.js under {@code src/test}, run with what the machine has.
 *
 * @param name of its folder
 * @param limit for one command
 */
public record NodeProject(String name, Duration limit) {
  /** The official clients of the Model Context Protocol. */
  public static final NodeProject MCP = new NodeProject("mcp", Duration.ofMinutes(5));

  /** What it needs, once per state of the lock file: npm leaves a copy of it where it installs. */
  public void install() {
    Path wanted = folder().resolve("package-lock.json");
    Path installed = folder().resolve(Path.of("node_modules", ".package-lock.json"));
    try {
      if (!Files.exists(installed)
          || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted))
              < 0) {
        List<String> words = List.of("npm", "ci", "--no-audit", "--no-fund");
        new Command(words, folder(), Map.of(), limit).run();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Runs the tests of a file, with variables on top of those of this process; all must pass, none
   * may be left out, and there are at least so many.
   */
  public void test(String file, int least, Map<String, String> environment) {
    List<String> words = List.of("node", "--test", "--test-reporter=spec", file);
    String report = new Command(words, folder(), environment, limit).run();
    assertEquals(0, count("fail", report), report);
    assertEquals(0, count("skipped", report) + count("todo", report), report);
    assertTrue(count("pass", report) >= least, report);
  }

  private Path folder() {
    return Path.of("src", "test", name);
  }

  private static int count(String what, String report) {
    Matcher line = Pattern.compile("(?m)^\\W* " + what + " (\\d+)$").matcher(report);
    assertTrue(line.find(), report);
    return Integer.parseInt(line.group(1));
  }
}
