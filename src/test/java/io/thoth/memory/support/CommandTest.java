package io.thoth.memory.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir Path folder;

  @Test
  void theOutputIsBothStreamsOfACommandInItsFolder() {
    String output = shell("pwd; echo $WORD >&2", LONG).run();

    assertEquals(List.of(folder.toString(), "said"), output.lines().toList());
  }

  @Test
  void anExitCodeOtherThanZeroFailsWithTheOutput() {
    AssertionError failure =
        assertThrows(AssertionError.class, () -> shell("echo why; exit 3", LONG).run());

    assertTrue(String.valueOf(failure.getMessage()).endsWith("exit code 3\nwhy\n"));
  }

  @Test
  void aCommandThatDoesNotEndFailsWithTheOutput() {
    AssertionError failure =
        assertThrows(
            AssertionError.class,
            () -> shell("echo so far; sleep 60", Duration.ofSeconds(1)).run());

    assertTrue(String.valueOf(failure.getMessage()).endsWith("no end within PT1S\nso far\n"));
  }

  @Test
  void aMissingToolFailsByItsName() {
    Command command = new Command(List.of("no-such-tool"), folder, Map.of(), LONG);

    AssertionError failure = assertThrows(AssertionError.class, command::run);

    assertEquals("no-such-tool cannot be started: is it installed?", failure.getMessage());
  }

  private Command shell(String script, Duration limit) {
    return new Command(List.of("sh", "-c", script), folder, Map.of("WORD", "said"), limit);
  }
}
