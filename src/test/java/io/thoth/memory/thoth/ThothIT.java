package io.thoth.memory.thoth;

import io.thoth.memory.support.NodeProject;
import io.thoth.memory.support.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code src/test/thoth} with Node.js against the packaged program. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThothIT {
  private static final NodeProject PROJECT = new NodeProject("thoth", Duration.ofMinutes(5));

  @RegisterExtension final RunningProgram program = new RunningProgram(database());

  /** The settings of the database; none for the embedded one. */
  Map<String, String> database() {
    return Map.of();
  }

  /** Thoth's own MCP server stands on the library of that project. */
  @BeforeAll
  static void installTheToolServer() {
    NodeProject.MCP.install();
  }

  @Test
  void thothStartsChatsAndFindsNothingToChangeWhenItStartsAgain(@TempDir Path folder) {
    Map<String, String> variables =
        Map.of(
            "THOTH_URL", program.get().url(),
            "THOTH_NOTES", folder.resolve("notes.json").toString());

    PROJECT.test("first.test.js", 38, variables);
    program.get().restart();
    PROJECT.test("again.test.js", 1, variables);
  }
}
