package io.thoth.memory.sdk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.thoth.memory.support.Command;
import io.thoth.memory.support.RunningProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs {@code src/test/sdk} with Node.js against the packaged program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SdkIT {
  private static final Path PROJECT = Path.of("src", "test", "sdk");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  @RegisterExtension final RunningProgram program = new RunningProgram(database());

  /** The settings of the database; none for the embedded one. */
  Map<String, String> database() {
    return Map.of();
  }

  /** Once per state of the lock file: npm leaves a copy of it among what it installs. */
  @BeforeAll
  static void installTheSdk() throws IOException {
    Path wanted = PROJECT.resolve("package-lock.json");
    Path installed = PROJECT.resolve(Path.of("node_modules", ".package-lock.json"));
    if (!Files.exists(installed)
        || Files.getLastModifiedTime(installed).compareTo(Files.getLastModifiedTime(wanted)) < 0) {
      new Command(List.of("npm", "ci"), PROJECT, Map.of(), LIMIT).run();
    }
  }

  @Test
  void theOfficialSdkWorksUnmodified() {
    Map<String, String> server = Map.of("THOTH_URL", program.get().url());
    List<String> tests = List.of("node", "--test", "--test-reporter=spec", "sdk.test.js");

    String report = new Command(tests, PROJECT, server, LIMIT).run();

    assertEquals(0, count("fail", report), report);
    assertEquals(0, count("skipped", report) + count("todo", report), report);
    assertTrue(count("pass", report) > 150, report);
  }

  private static int count(String what, String report) {
    Matcher line = Pattern.compile("(?m)^\\W* " + what + " (\\d+)$").matcher(report);
    assertTrue(line.find(), report);
    return Integer.parseInt(line.group(1));
  }
}
